# Deeply nested expressions compile and run.
print(eval("(" * 80 + "1" + ")" * 80))
print(eval("[" * 60 + "]" * 60) != [])
print(eval("+".join(["1"] * 1000)))
print(eval("not " * 50 + "True"), eval("-" * 51 + "1"))
e = "x"
for i in range(40): e = f"({e} if {i} else 0)"
print(eval(e, {"x": "deep"}))
print(eval("lambda:" * 20 + "1")()()().__class__.__name__)
