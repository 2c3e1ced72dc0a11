# Data descriptors beat the instance dictionary, which beats other descriptors and class attributes.
class Data:
    def __get__(s, o, t=None): return "data"
    def __set__(s, o, v): print("set", v)
class NonData:
    def __get__(s, o, t=None): return "nondata", o is None
class SetOnly:
    def __set__(s, o, v): o.__dict__["so"] = ("via", v)
class C: d = Data(); n = NonData(); so = SetOnly(); p = 1
c = C()
c.__dict__.update(d=0, n=0, p=0)
print(c.d, c.n, c.p, C.n, C.d); c.d = 5
c.so = 3; print(c.so)
try: del c.d
except AttributeError as e: print(e)
class Del:
    def __delete__(s, o): print("delete")
class E: x = Del()
e = E(); del e.x
try: e.x = 1
except AttributeError as err: print(err)
