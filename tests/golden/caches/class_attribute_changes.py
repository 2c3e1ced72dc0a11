# A loop reading a class attribute through instances sees the class change.
class C:
    x = 1
o = C(); seen = []
for i in range(40):
    if i == 10: C.x = 2
    if i == 20: o.x = 3
    if i == 30: del o.x
    if i == 35: C.x = "str"
    seen.append(o.x)
print(seen)
