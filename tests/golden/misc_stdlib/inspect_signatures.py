# inspect: signatures, sources of information about functions and classes.
import inspect
def f(a, b: int = 1, /, c="x", *args, d, e=2, **kw) -> str: "Doc."
s = inspect.signature(f)
print(s, list(s.parameters), s.parameters["b"].default, s.parameters["d"].kind.name, s.return_annotation)
print(inspect.getdoc(f))
b = s.bind(1, 2, 3, 4, d=5, z=6); print(b.arguments, b.args, b.kwargs); b2 = s.bind_partial(1)
b2.apply_defaults(); print(b2.arguments)
for a, k in (((), {}), ((1,), {}), ((1,), {"a": 2, "d": 1}), ((), {"d": 1})):
    try: s.bind(*a, **k)
    except TypeError as e: print(e)
class C:
    def __init__(self, x, y=2): pass
    def m(self, q): pass
    @staticmethod
    def st(z): pass
    @classmethod
    def cm(cls, w): pass
print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.st))
print(inspect.signature(C.cm), inspect.signature(len), inspect.signature(lambda *a: 0))
print(inspect.getfullargspec(f).kwonlyargs)
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isgeneratorfunction(f))
print(inspect.isbuiltin(len), [n for n, _ in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C))
print(inspect.cleandoc("  a\n    b\n"), inspect.currentframe().f_code.co_name, inspect.unwrap(f) is f)
print(inspect.getattr_static(C, "st").__class__.__name__)
print(str(s.replace(return_annotation=int)))
print(inspect.Parameter("p", inspect.Parameter.KEYWORD_ONLY, default=3), inspect.getsource(C.m).strip())
