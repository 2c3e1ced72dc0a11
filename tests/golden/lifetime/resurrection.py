# __del__ may resurrect its object; it is not called a second time.
saved = []
class D:
    def __del__(s): print("del"); saved.append(s)
d = D(); d.x = 5
del d
print(len(saved), saved[0].x)
saved.clear(); print("really gone")
class E:
    def __del__(s): global kept; kept = s; s.n = getattr(s, "n", 0) + 1
e = E(); e = None
print(kept.n); del kept
try: kept
except NameError as e: print(e)
