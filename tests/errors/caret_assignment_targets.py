# Failing unpacking, item and attribute assignment.
class C: __slots__ = ()
try: a, b = 1, 2, 3
finally:
    try: (1).x = 5
    finally:
        "abc"[0] = "x"
