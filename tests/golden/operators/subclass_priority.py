# The right operand's reflected method goes first if its class is a subclass that overrides it.
class A:
    def __add__(s, o): return "A.add"
    def __radd__(s, o): return "A.radd"
    def __eq__(s, o): return "A.eq"
    def __lt__(s, o): return "A.lt"
    def __gt__(s, o): return "A.gt"
class B(A):
    def __radd__(s, o): return "B.radd"
    def __eq__(s, o): return "B.eq"
    def __gt__(s, o): return "B.gt"
class C(A): pass
print(A() + B(), A() + C(), B() + A(), A() == B(), B() == A(), A() < B(), A() < C(), C() == A())
class I(int):
    def __radd__(s, o): return "I.radd"
    def __rsub__(s, o): return "I.rsub"
print(1 + I(2), 1 - I(2), I(1) + I(2), I(3) * 2)
class S(str):
    def __radd__(s, o): return "S.radd"
    def __rmod__(s, o): return "S.rmod"
print("a" + S("b"), "%s" % S("x"), [1] + [2])
