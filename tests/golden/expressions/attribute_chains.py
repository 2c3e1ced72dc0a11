# Attribute access, calls and subscripts chain from left to right.
class A:
    def __init__(s, v=0): s.v = v
    def plus(s, n): return A(s.v + n)
    @property
    def items(s): return {"k": [s]}
print(A().plus(1).plus(2).items["k"][0].plus(3).v)
print("a,b".upper().split(",")[1].lower().join(["x", "y"]))
print((1).real, 1.5.is_integer(), 1 .bit_length(), [].__class__.__name__.__len__())
