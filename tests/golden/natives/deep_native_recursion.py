# Recursion through natives is bounded by RecursionError, not by a crash.
import functools
def via_map(n): return list(map(via_map, [n + 1]))
def via_sorted(n): return sorted([n, n + 1], key=via_sorted)
class R:
    def __repr__(s): return repr([s])
class E:
    def __eq__(s, o): return [s] == [o]
    __hash__ = None
class H:
    def __hash__(s): return hash((s,))
class C:
    def __call__(s): return s()
class G:
    def __getattr__(s, n): return getattr(s, n)
class I:
    def __iter__(s): return iter(list(s))
class S:
    def __str__(s): return f"{s}"
class B:
    def __bool__(s): return not s
class A:
    def __add__(s, o): return sum([s, o], s)
for f in (
    lambda: via_map(0), lambda: via_sorted(0), lambda: repr(R()), lambda: E() == E(), lambda: hash(H()),
    lambda: C()(), lambda: G().x, lambda: list(I()), lambda: str(S()), lambda: bool(B()), lambda: A() + 1,
):
    try: f(); print("no error")
    except RecursionError: print("RecursionError", end=" ")
print("still fine")
