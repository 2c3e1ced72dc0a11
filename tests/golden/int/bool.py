# bool is an int with two values.
print(bool(), bool(0), bool(0.0), bool(""), bool([0]), bool(None), True + True, True * 5, -True, ~False)
print(True == 1, str(True), repr(False), True < 2, sum([True, False, True]), [10, 20][True], int(True))
print(float(False), True & 1, True | False, True ^ True, not True, isinstance(True, int), bool.__mro__)
print(True and 5, f"{True:d} {True}", "%d %s" % (True, True), True.__class__, bool(float("nan")))
print({True: 1, 1: 2}, type(True | True).__name__, type(True | 0).__name__)
try:
    class B(bool): pass
except TypeError as e: print(e)
try: bool(1, 2)
except TypeError as e: print(e)
