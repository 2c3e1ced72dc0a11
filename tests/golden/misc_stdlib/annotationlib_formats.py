# annotationlib gives annotations as values, forward references or text.
from annotationlib import get_annotations, Format, ForwardRef
def f(a: int, b: missing[int], c: "text") -> list[later]: pass
try: get_annotations(f)
except NameError as e: print(e)
print(get_annotations(f, format=Format.STRING))
r = get_annotations(f, format=Format.FORWARDREF); print(r["a"], type(r["b"]).__name__, r["c"])
class C:
    x: int
    y: unknown
print(get_annotations(C, format=Format.STRING), get_annotations(C, format=Format.FORWARDREF)["x"])
def g(a: "int", b: "list[str]"): pass
print(get_annotations(g), get_annotations(g, eval_str=True), get_annotations(len))
print(ForwardRef("int").evaluate(), Format.VALUE, Format(2).name)
unknown = str; print(get_annotations(C))
