# textwrap: wrap, fill, dedent, indent, shorten.
import textwrap as t
s = "The quick brown fox jumped over the lazy dog, and then ran-away-from everything supercalifragilistic."
for w in (10, 25, 60): print(t.wrap(s, w))
print(t.fill("a b c d", 3)); print(t.fill("hello world foo", 12, initial_indent="* ", subsequent_indent="  "))
print(repr(t.dedent("  a\n    b\n\n  c\n")), repr(t.dedent("\ta\n\tb")), repr(t.dedent("a\n  b")))
print(repr(t.indent("a\n\nb\n", "> ")), repr(t.indent("a\nb", "-", lambda l: "b" in l)))
print(t.shorten("hello big wide world", 14), t.shorten("hello world", 5, placeholder=".."), t.wrap("", 5))
print(t.wrap("longword short", 4), t.wrap("longword", 4, break_long_words=False), t.wrap("a  b\tc\nd", 20))
print(t.wrap("word another", 10, max_lines=1, placeholder=".."))
print(t.wrap("one two three", 7, drop_whitespace=False))
try: t.wrap("a", 0)
except ValueError as e: print(e)
