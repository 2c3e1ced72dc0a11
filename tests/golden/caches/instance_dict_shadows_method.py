# An instance attribute beats a method, but not a property, even after many calls.
class C:
    def m(self): return "method"
    @property
    def p(self): return "property"
c = C()
def call(o): return o.m(), o.p
for _ in range(20): call(c)
print(call(c)); c.__dict__["m"] = lambda: "instance"; c.__dict__["p"] = "never"
print(call(c)); del c.__dict__["m"]; print(call(c)); C.p = 5; print(call(c))
del C.p; print(call(c))
