# NotImplemented from the left operand hands over to the right one; from both is a TypeError.
class A:
    def __add__(s, o): print("A.add"); return NotImplemented
    def __radd__(s, o): print("A.radd"); return NotImplemented
class B:
    def __radd__(s, o): print("B.radd"); return "B"
print(A() + B())
for f in (lambda: A() + A(), lambda: A() + 1, lambda: 1 + A()):
    try: f()
    except TypeError as e: print(e)
try: bool(NotImplemented)
except TypeError as e: print(e)
class E:
    def __eq__(s, o): print("E.eq"); return NotImplemented
print(E() == E(), E() != 1)
