# Stars are allowed in subscripts, return, yield, for and assignments' right side.
def r(): return *"ab", 1
def y(): yield *"cd", 2
print(r(), list(y()))
for x in *[1, 2], 3: print(x, end=" ")
a = *[1], ; print(a)
d = {(1, 2): "hit"}; k = (1, 2)
print(d[*k], d[1, *[2]])
b, *c = *"x", *"yz"; print(b, c)
print([*[*[1]], *()], {**{}, **{"a": {**{}}}})
