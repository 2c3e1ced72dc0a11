# Tracebacks through map, sorted, list, __init__, properties and generators show only Python frames.
import traceback
def boom(x): raise ValueError(x)
class C:
    def __init__(self): boom("init")
    @property
    def p(self): boom("prop")
    def __len__(self): boom("len")
    def __getattr__(self, n): boom("getattr")
    def __iter__(self): boom("iter")
    def __eq__(self, o): boom("eq")
    def __repr__(self): boom("repr")
    def __enter__(self): boom("enter")
    def __exit__(self, *a): pass
def gen(): yield boom("gen")
o = object.__new__(C)
def w():
    with o: pass
for f in (lambda: list(map(boom, [1])), lambda: sorted([1], key=boom), C, lambda: o.p, lambda: len(o), lambda: o.q, lambda: list(o), lambda: o in [1], lambda: o == 1, lambda: repr(o), lambda: str([o]), lambda: list(gen()), lambda: sum(gen()), lambda: "".join(gen()), w, lambda: [x for x in gen()], lambda: {**{}, "k": boom("d")}, lambda: max([1], key=lambda v: boom(v)), lambda: print(o)):
    try: f()
    except ValueError as e: print([fr.name for fr in traceback.extract_tb(e.__traceback__)][1:])
