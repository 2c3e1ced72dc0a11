# str uses __str__, else __repr__; containers use repr of their elements.
class R:
    def __repr__(s): return "R!"
class S(R):
    def __str__(s): return "S!"
print(str(R()), repr(S()), str(S()), [S()], (S(),), {S(): S()}.__class__, f"{S()} {S()!r} {S()!a}")
print("%s %r" % (S(), S()), "{} {!r}".format(S(), S()))
class A:
    def __repr__(s): return "é\u20ac"
print(ascii(A()), repr(A()), f"{A()!a}")
class MyStr(str):
    def __str__(s): return "over"
print(str(MyStr("x")), MyStr("x"), f"{MyStr('x')}", MyStr("x") + "", "".join([MyStr("x")]))
class Bad:
    def __str__(s): raise ValueError("str failed")
try: print(Bad())
except ValueError as e: print(e)
