# Comparisons may return any object; chains and sorts use its truth.
class V:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return [s.n] if s.n < o.n else []
    def __repr__(s): return f"V{s.n}"
print(V(1) < V(2), V(2) < V(1), V(1) < V(2) < V(3), V(2) < V(1) < V(0))
print(sorted([V(3), V(1), V(2)]), min(V(2), V(1)), max([V(1), V(5), V(3)]))
if V(1) < V(2): print("true")
print(not V(2) < V(1), [V(1)] < [V(2)])
