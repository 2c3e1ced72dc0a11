# An augmented assignment evaluates its target's parts once, reads, then writes.
log = []
class Box:
    def __init__(s): s.__dict__["v"] = 1
    def __getattr__(s, n): log.append("get " + n); return 10
    def __setattr__(s, n, v): log.append(f"set {n} {v}"); s.__dict__[n] = v
    def __getitem__(s, k): log.append(f"getitem {k}"); return 5
    def __setitem__(s, k, v): log.append(f"setitem {k} {v}")
def box(): log.append("box"); return b
def key(): log.append("key"); return "k"
b = Box()
box().q += 1
box()[key()] *= 2
box()[1:2] += 3
for line in log: print(line)
