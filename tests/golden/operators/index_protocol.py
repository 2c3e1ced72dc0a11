# __index__ is used for subscripts, slices, range, bin and repetition, but not by float-like types.
class I:
    def __init__(s, v): s.v = v
    def __index__(s): print("index", s.v); return s.v
l = list(range(10))
print(l[I(2)], l[I(1):I(5):I(2)], range(I(3)), bin(I(5)), "ab" * I(2), chr(I(65)), (1, 2, 3)[I(-1)])
print("abc"[I(0)], b"abc"[I(1)])
print(int(I(4)), float(I(4)), complex(I(4)), bytes(I(2)), [0] * I(2), round(1.2345, I(2)), "x".center(I(3)), I(0) == 0)
for f in (
    lambda: l[1.0], lambda: l["a"], lambda: l[None], lambda: l[1:"a"], lambda: "ab"[1.0], lambda: (1,)["x"],
    lambda: b"a"[()], lambda: range(3)[1.5], lambda: l[2**100], lambda: "a" * 2**100, lambda: l[I("x")],
):
    try: f()
    except (TypeError, IndexError, OverflowError) as e: print(type(e).__name__, e)
print(l[:2**100], l[-2**100:3])
