# string constants, Template, Formatter, capwords.
import string
print(string.ascii_lowercase, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace))
print(string.octdigits, len(string.printable), string.capwords(" hello  wORLD "), string.capwords("a-b", "-"))
t = string.Template("$who likes ${what}s, $$5")
print(t.substitute(who="A", what="cat"), t.safe_substitute(who="B"), t.substitute({"who": 1}, what=2))
print(t.get_identifiers(), t.is_valid())
for s, k in (("$x", {}), ("$", {}), ("$1", {}), ("${", {})):
    try: string.Template(s).substitute(k)
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
class D(string.Template): delimiter = "%"
print(D("%x $x").substitute(x=1))
class F(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f"<{k}>") if isinstance(k, str) else a[k]
    def convert_field(self, v, c): return v.upper() if c == "u" else super().convert_field(v, c)
print(F().format("{0} {missing} {name!u} {0:>4}", 5, name="bob"))
print(list(string.Formatter().parse("a{b!r:c}d{}")), string.Formatter().vformat("{} {x}", (1,), {"x": 2}))
