# What the engine must keep when it goes back: groups, counters, and which ways are left.
import re

for pattern, text in [
    (r"(?:(a)|b)*", "abab"),
    (r"(a*)*", "aab"),
    (r"(a|ab)(c|bcd)(d*)", "abcd"),
    (r"(?:(a)|(b)|c)+?d", "abcd"),
    (r"(?>a*)ab", "aaab"),
    (r"(?>(a)|ab)c|(ab)c", "abc"),
    (r"(?:a|ab){2}+", "aba"),
    (r"(?:ab)*+c", "ababc"),
    (r"a++a", "aaa"),
    (r"(a)?(?(1)b|c)", "c"),
    (r"(?!(a)b)(a)", "ac"),
    (r"(?=(a+))a*b\1", "baaabac"),
    (r"(?<=(a|b)c)(?<!bc)d", "bcdacd"),
    (r"(?:(\w)(?=.*\1))+", "abcab"),
    (r"(x{2,3}?)(x*)", "xxxxx"),
    (r"([ab]*?)(b|$)", "aab"),
    (r"(?s).*?(\d+).*", "a\nb12c3"),
    (r"\B", ""),
    (r"(?m)^(\w*)$", "a\n\nbc"),
    (r"(?i)(straße|ſs|k)", "STRASSE Straße SS \u212a"),
    (r"[^é-ж]+", "aéжzя"),
    (r"(?a:\w+)|\w", "aéb"),
]:
    found = re.search(pattern, text)
    print(ascii(pattern), found and (found.regs, found.lastindex))
    print("   ", ascii([m.span() for m in re.finditer(pattern, text)]), ascii(re.split(pattern, text, maxsplit=2)))

text = "яблоко ё " * 40
print([m.span() for m in re.finditer("ё", text)][-1], re.compile("о").search(text, 300).start())
print(re.match(b"[\x80-\xff]+", b"\x80\xffa").span(), re.search(b"(?i)\xe9", b"\xc9"))
print(re.findall(rb"\w", memoryview(b"a-b")), re.sub(b"b", rb"<\g<0>>", bytearray(b"abc")))
