# A call site sees a method replaced on the class, the base, and the instance.
class A:
    def m(self): return "A"
class B(A): pass
b = B(); seen = []
for i in range(50):
    if i == 10: A.m = lambda self: "A2"
    if i == 20: B.m = lambda self: "B"
    if i == 30: b.m = lambda: "own"
    if i == 40: del b.m, B.m
    seen.append(b.m())
print([(s, seen.count(s)) for s in dict.fromkeys(seen)], seen[0], seen[-1])
