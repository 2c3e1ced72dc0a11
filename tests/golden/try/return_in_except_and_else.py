# return, break and continue also leave through finally from except and else clauses.
def f(k):
    while True:
        try:
            if k in (1, 2): raise ValueError(k)
        except ValueError as e:
            if k == 1: return f"except {e}"
            k = 3; continue
        else:
            if k == 3: break
            return "else"
        finally: print("fin", k)
    return "broke"
print(f(0)); print(f(1)); print(f(2)); print(f(3))
