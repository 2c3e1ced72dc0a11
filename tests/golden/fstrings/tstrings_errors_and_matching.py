# Templates do not mix with str; Interpolation matches by position.
from string.templatelib import Template, Interpolation, convert
n = 5
for f in (lambda: t"a" + "b", lambda: "a" + t"b", lambda: t"a" % 1, lambda: t"{n}".strings.append, lambda: Template(5), lambda: Template("a", Interpolation(1, "x", "z")), lambda: Interpolation(), lambda: t"a" < t"b", lambda: t"a"[0], lambda: len(t"a"), lambda: setattr(t"a", "x", 1), lambda: Template(x=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
match t"{n!r:x}".interpolations[0]:
    case Interpolation(v, e, c, s): print(v, e, c, s)
x = Template("a", "b", Interpolation(1, "one"), Interpolation(2), "z"); print(x.strings, x.interpolations, x.values)
print(convert("é", "a"), convert(5, "s") == "5", convert([1], None), t"a" == t"a")
def html(t): return "".join(p if isinstance(p, str) else str(p.value).replace("<", "&lt;") for p in t)
evil = "<script>"; print(html(t"<p>{evil}</p>"))
try: compile("t'a' 'b'", "s", "eval")
except SyntaxError as e: print(e.msg)
try: compile("t'{x'", "s", "eval")
except SyntaxError as e: print(e.msg)
