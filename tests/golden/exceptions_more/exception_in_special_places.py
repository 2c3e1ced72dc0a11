# Exceptions raised in decorators, defaults, annotations, class bodies, comprehensions, __del__ free, subscripts, f-strings.
def boom(*a): raise ValueError("boom")
for src in (
    "@boom\ndef f(): pass", "def f(x=boom()): pass", "class C(boom()): pass", "class C:\n x = boom()",
    "class C(metaclass=boom): pass", "[boom() for _ in 'a']", "{boom(): 1}", "{1: boom()}", "{**boom()}",
    "[*boom()]", "f'{boom()}'", "x[boom()] if 1 else 0", "boom().y", "boom()[0] = 1", "boom().y = 1",
    "del boom().y", "a, b = boom()", "for x in boom(): pass", "with boom(): pass", "assert boom()",
    "assert 0, boom()", "raise boom()", "raise KeyError from boom()", "lambda: 0 and boom()",
    "print(*boom())", "print(**boom())", "boom() if boom() else 1", "not boom()", "1 < boom() < 2",
    "while boom(): pass", "if boom(): pass", "match boom():\n case 1: pass",
    "match 1:\n case x if boom(): pass", "(y := boom())", "boom() + boom()", "-boom()", "x: boom()",
    "import boom_not_there", "global q; q = boom()", "try: boom()\nfinally: pass",
    "try: boom()\nexcept KeyError: pass", "exec('boom()')", "eval('boom()')",
    "return_ = [boom() if i else i for i in (0, 1)]", "type X = boom()", "def g[T: boom()](): pass",
):
    try: exec(src, {"boom": boom, "x": {}}); print("fine", repr(src))
    except Exception as e: print(type(e).__name__, end=" ")
print()
