# Blocks nested to the depth that programs reach.
def f(n):
    if n > 0:
        for i in range(2):
            while True:
                try:
                    with __import__("contextlib").nullcontext(i) as c:
                        if c:
                            for j in (1,):
                                try:
                                    if n == 1: return "one"
                                    if n == 2: raise KeyError
                                    if n == 3: break
                                except KeyError:
                                    try: raise IndexError
                                    except IndexError: return "two"
                                    finally: print("inner finally")
                            else: return "else"
                            return "after break"
                        break
                finally: print("outer finally", i)
for n in (1, 2, 3, 4, 0): print(f(n))
