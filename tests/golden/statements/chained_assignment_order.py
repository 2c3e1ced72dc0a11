# In a = b = value the value comes first, then the targets from left to right.
log = []
class L(list):
    def __setitem__(s, k, v): log.append((k, v))
def idx(n): log.append(f"idx {n}"); return n
def val(): log.append("val"); return 7
l = L()
l[idx(1)] = l[idx(2)] = x = val()
print(log, x)
i = 0
a = [5, 6, 7]
i = a[i] = 2
print(i, a)
