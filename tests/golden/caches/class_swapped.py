# Assigning __class__ and __bases__ changes what cached sites find.
class A:
    def m(self): return "A.m"
class B:
    def m(self): return "B.m"
class C(A): pass
o, c = A(), C()
def call(x): return x.m()
for _ in range(20): call(o); call(c)
o.__class__ = B; print(call(o)); C.__bases__ = (B,); print(call(c)); o.__class__ = A; print(call(o), call(c))
