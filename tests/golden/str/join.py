# join takes any iterable of strings.
print(",".join(["a", "b"]), "".join("xyz"), "-".join([]), "-".join(["one"]))
print(", ".join(str(i) for i in range(3)), "é".join(["\u20ac", "a", "\U0001F600"]))
print("".join({"k": 1, "l": 2}), ".".join(("a",)), "--".join(map(str.upper, "ab")))
for bad in (["a", 1], [None], 5, ["a", b"b"], [["a"]]):
    try: ",".join(bad)
    except TypeError as e: print(e)
class S(str): pass
print(type("".join([S("x")])).__name__, "".join([S("x"), "y"]))
def g(): yield "a"; raise ValueError("in iteration")
try: "".join(g())
except ValueError as e: print(e)
