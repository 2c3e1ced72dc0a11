# A true result from __exit__ swallows the exception; a false one lets it pass.
class S:
    def __init__(s, r): s.r = r
    def __enter__(s): return s
    def __exit__(s, t, v, tb):
        print(t and t.__name__, v, tb is not None)
        return s.r
with S(True): raise KeyError("k")
print("went on")
try:
    with S(0): raise KeyError("k")
except KeyError: print("passed")
with S([1]): pass
with S("yes"), S(False): 1/0
print("end")
