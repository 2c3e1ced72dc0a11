# Equal strings are equal whatever built them; sys.intern gives one object.
import sys
a = "".join(["ab", "cd"]); b = "abcd"
print(a == b, hash(a) == hash(b), sys.intern(a) is sys.intern("ab" + "cd"), {a: 1}[b])
try: sys.intern(5)
except TypeError as e: print(e)
class S(str): pass
try: sys.intern(S("x"))
except TypeError as e: print(e)
print("x" * 5 == "xxxxx", len({"a" + str(i % 3) for i in range(30)}))
