# Later equal keys replace the value but keep the first key and place.
print({1: "a", 1.0: "b", True: "c"}, {"x": 1, "y": 2, "x": 3})
def k(x): print("k", x); return x
def v(x): print("v", x); return x
print({k(1): v(2), k(3): v(4)})
try: {[]: 1}
except TypeError as e: print(e)
try: {{}: 1}
except TypeError as e: print(e)
try: {1, [2]}
except TypeError as e: print(e)
