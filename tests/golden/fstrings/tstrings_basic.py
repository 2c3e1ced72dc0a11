# t-strings make Template objects with strings and interpolations.
name, n = "World", 3
t = t"Hello {name}! {n + 1:>5} {n!r}{name}end"
print(type(t).__name__, type(t).__module__, t.strings, t.values)
for i in t.interpolations: print(type(i).__name__, repr(i.value), repr(i.expression), i.conversion, repr(i.format_spec))
print([x if isinstance(x, str) else ("I", x.expression) for x in t], t"".strings, t"".interpolations, t"{n}".strings, list(t""), list(t"{n}{n}"), len(list(t"a{n}b")))
print(t"{n=}".strings, t"{n=}".interpolations[0].conversion, t"{n = :x}".strings, t"{n:{n}}".interpolations[0].format_spec, rt"\n{n}".strings, t"{{x}}".strings, t"a" t"{n}" t"b")
print(repr(t"x{n}"), t"a{n}" + t"b{n}", (t"a" + t"b").strings)
def f(): return "called"
print(t"{f()}".values, t"{ f() }".interpolations[0].expression, t"{name!s:^10}".interpolations[0])
