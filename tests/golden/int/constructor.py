# int() from numbers, text in every base, bytes, and objects.
print(int(), int(3.99), int(-3.99), int("42"), int("  -7\n"), int("1_000"), int(b"12"), int(True), int("0"))
print(int("-0"), int("+5"), int("٣٤"), int(bytearray(b"9")))
print(int("ff", 16), int("0xff", 16), int("0xff", 0), int("0b101", 0), int("0o17", 0), int("z", 36))
print(int("-0X1F", 16), int("101", 2), int("0b1", 2), int("1_0", base=8), int("00", 0), int("0_0", 0))
print(int("10", 36))
class I:
    def __int__(s): return 5
class X:
    def __index__(s): return 6
class T:
    def __trunc__(s): return 7
print(int(I()), int(X()), int("1" * 30), int(1e20), int(10**30))
for a in (
    ("",), ("a",), ("1.5",), ("1__0",), ("_1",), ("1_",), ("0x1",), ("08", 0), ("2", 2), ("1", 1), ("1", 37),
    ("1", -1), (1, 2), (None,), ([],), (float("nan"),), (float("inf"),), ("- 1",), ("1 2",), (T(),), ("é",),
    (b"\xff",), ("0b", 0), ("1", "2"), ("9" * 5000,), ("x" * 300,), ("1\0",),
):
    try: print(int(*a))
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
