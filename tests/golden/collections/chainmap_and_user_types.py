# ChainMap, UserDict, UserList, UserString.
from collections import ChainMap, UserDict, UserList, UserString
c = ChainMap({"a": 1}, {"a": 0, "b": 2}); print(c, c["a"], c["b"], dict(c), len(c), c.maps, c.parents)
c["b"] = 9; print(c.maps); n = c.new_child({"z": 1}); print(n["z"], n["b"], list(n)); del c["a"]
print(c["a"])
try: del c["a"]
except KeyError as e: print(e)
class U(UserDict):
    def __setitem__(s, k, v): super().__setitem__(k.upper(), v)
u = U(a=1); u["b"] = 2; u.update(c=3); print(u, u.data, "A" in u, u.get("z", 0))
class L(UserList):
    def append(s, x): super().append(x * 2)
l = L([1]); l.append(2); print(l, l + [3], l[0:1], type(l[0:1]).__name__, l * 2, sorted(l), 4 in l)
s = UserString("abc"); print(s.upper(), s + "d", s[1], type(s[1]).__name__, len(s), s == "abc", "b" in s)
