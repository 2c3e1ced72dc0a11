# Classes, quantifiers, look-around, backreferences, flags, conditionals, possessive and atomic groups.
import re
f = lambda p, s, *a: [m.group() for m in re.finditer(p, s, *a)]
print(f(r"a+?", "aaa"), f(r"a{2}", "aaaa"), f(r"a{1,2}?", "aaa"), f(r"[^a-c]", "abcd1"))
print(f(r"\bfoo\b", "foo food foo"), f(r"^\w", "a\nb"), f(r"^\w", "a\nb", re.M), f(r".", "a\nb", re.S))
print(f(r"(?i)AB", "ab Ab"), f(r"(?x) a # c" "\n b", "ab"), f(r"a(?=b)", "ab ac"), f(r"a(?!b)", "ab ac"))
print(f(r"(?<=a)b", "ab cb"), f(r"(?<!a)b", "ab cb"), f(r"(\w)\1", "aabbc"))
print(f(r"(?P<q>['\"]).*?(?P=q)", "'a' \"b'\""), f(r"(?:ab)+", "abab"), f(r"a|ab", "ab"))
print(f(r"(a)?(?(1)b|c)", "ab c"), f(r"a++b", "aab"), f(r"(?>a+)ab", "aaab"), f(r"\d+", "1٣a"))
print(f(r"\d+", "1٣a", re.A), f(r"\w+", "éa b"), f(r"[\w-]+", "a-b c"), f(r"[]a]", "]a"), f(r"\$\.", "$."))
print(f(r"\x41\u0042\t", "AB\t"), f(r"(?s:.)b", "\nb"), f(r"(?i:a)B", "aB AB ab"), f(r"\Z", "a"))
print(f(r"[é-í]+", "éíz"), f("ß", "SS", re.I), f("ſ", "sS", re.I))
print(re.findall(rb"\d+", b"a1b22"), re.sub(rb"a", rb"\\", b"bab"), re.match(r"(?:(a)|b)*", "ab").groups())
print(re.search(r"(a(b(c)))", "abc").groups(), re.findall(r"(?m)^(\w+)=(.*)$", "a=1\nb=2"))
print(re.sub(r"(?P<a>.)(?P<b>.)", r"\g<b>\g<a>", "abcd"), re.sub("a", r"\n\t\\", "a"))
print(re.fullmatch(r"(\d{3})-(\d{4})", "555-1234").group(2))
for g in (
    lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.sub("a", r"\1", "a"),
    lambda: re.match("(a)", "a").group(2), lambda: re.match("(a)", "a")["x"], lambda: re.compile("a", 999999),
    lambda: re.match(5, "a"), lambda: re.sub("a", 5, "a"), lambda: re.sub("a", r"\g<x", "a"),
):
    try: print(g())
    except (TypeError, IndexError, re.error, ValueError) as e: print(type(e).__name__, e)
print(bool(re.match("(a*)*b", "a" * 20 + "b")), re.search("(x+x+)+y", "x" * 12 + "y").span())
print(re.search("a.*b.*c", "a" + "-" * 1000 + "b" * 1000 + "c").end())
