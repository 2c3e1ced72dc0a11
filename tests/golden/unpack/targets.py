# Unpacking assignments to every shape of target.
a, b = 1, 2; print(a, b)
(a, b), [c, (d, *e)] = "xy", [3, "four"]; print(a, b, c, d, e)
*a, = range(3); print(a); a, *b = "x"; print(a, b); *a, b = [1]; print(a, b); a, *b, c = range(6)
print(a, b, c); (a, *b), *c = ["pq", 1, 2]; print(a, b, c)
class O: pass
o = O(); l = [0] * 4; k = {}
o.x, l[0], k["y"], l[2:4] = 1, 2, 3, "ab"; print(o.x, l, k)
x = [1, 2]; i = 0; i, x[i] = 1, 9; print(i, x)
[] = (); () = ""; [a, b] = {"k": 1, "l": 2}; print(a, b)
for (a, b), c in [((1, 2), 3)]: print(a, b, c)
a = b = c, d = 5, 6; print(a, b, c, d)
a, b, c = (lambda: (yield from "ijk"))(); print(a, b, c)
(a) = 1; (b), c = 2, 3; [(d)] = [4]; print(a, b, c, d)
