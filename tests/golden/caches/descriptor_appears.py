# A class attribute replaced by a descriptor, and back, is honoured.
class D:
    def __get__(s, o, t): return "got"
    def __set__(s, o, v): log.append(v)
class C: pass
log = []; c = C(); c.x = 1
def get(): return c.x
def put(v): c.x = v
for i in range(15): put(i); get()
C.x = D(); print(get()); put("d"); print(log, c.__dict__); del C.x; print(get()); put(99); print(get())
C.x = 7; print(get()); del c.x; print(get())
