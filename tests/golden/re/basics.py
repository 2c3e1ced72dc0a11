# search, match, fullmatch, findall, split, sub and groups.
import re
m = re.search(r"(\d+)-(?P<word>\w+)", "x 12-ab 34-cd")
print(m.group(), m.group(1), m["word"], m.groups(), m.groupdict(), m.span(), m.start(1), m.end("word"))
print(m.string, m.re.pattern, m.lastindex, m.lastgroup, m.pos, m.expand(r"\2:\1 \g<word>"), m)
print(re.match("b", "ab"), re.match("a", "ab"), re.fullmatch("a.", "ab"), re.fullmatch("a", "ab"))
print(re.findall(r"\d", "a1b2"), re.findall(r"(\w)(\d)", "a1b2"), re.findall("x*", "axb"))
print(re.split(r"\W+", "a, b;c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1))
print(re.split("", "ab"), re.sub("a", "X", "banana"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"))
print(re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("a", "", "banana"))
print([m.span() for m in re.finditer("an", "banana")], re.escape("a.b*c"), re.sub("x*", "-", "abc"))
p = re.compile(r"a(b)?", re.I | re.M)
print(p.flags & re.I == re.I, p.groups, p.groupindex, p.search("xAB").group(), p.match("aa", 1).span())
print(p.match("a").groups(), p.match("a").groups("d"), p.pattern, p)
for s in (
    "(", "*a", "[a", "a{2,1}", "(?P<n>a)(?P<n>b)", r"\1", "(?z)", "a**", "(?P=x)", r"(?<=a+)b", ")",
    "(?P<1a>x)", "[z-a]", r"\q",
):
    try: re.compile(s); print("fine", s)
    except re.error as e: print(s, "->", e)
