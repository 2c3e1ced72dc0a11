# What the character database says would differ, or `\N{...}` would not find a character.
import hashlib
import unicodedata as u


def ask(function, *args):
    try:
        return function(*args)
    except (TypeError, ValueError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


for function in [u.category, u.bidirectional, u.combining, u.mirrored, u.east_asian_width, u.decomposition,
                 u.decimal, u.digit, u.numeric, u.name]:
    print(function.__name__, [ask(function, c) for c in "a5²½一(\u0301éﬁ\U0010ffff각\n"], ask(function, "ab"), ask(function, 3))
print([ask(u.lookup, name) for name in ["x", "SPACE", "LF", "hyphen-minus", "CJK UNIFIED IDEOGRAPH-4E00", b"SPACE", 3]])
print([ascii(u.normalize(form, "éﬁe\u0301각\u1100\u1161\ud800")) for form in ("NFC", "NFD", "NFKC", "NFKD")])
print([u.is_normalized(form, "e\u0301") for form in ("NFC", "NFD", "NFKC", "NFKD")], ask(u.normalize, "x", "a"))
print("\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{grinning face}", rf"\N{{x}}", f"\N{EM DASH}{1}", u.name("\N{HANGUL SYLLABLE GAG}"))
h = hashlib.md5()
for i in range(0, 0x20000, 3):
    c = chr(i)
    h.update(repr((u.category(c), u.bidirectional(c), u.east_asian_width(c), u.numeric(c, None), u.name(c, None))).encode())
print(h.hexdigest())
for source in ["'\\N{no such}'", "'\\N'", "'\\N{}'"]:
    try:
        eval(source)
    except SyntaxError as error:
        print(error)
