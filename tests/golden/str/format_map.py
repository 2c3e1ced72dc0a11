# format_map uses the mapping directly, missing keys included.
class D(dict):
    def __missing__(s, k): return f"<{k}>"
print("{a} {b}".format_map(D(a=1)), "{x[0]}".format_map({"x": [5]}))
for f in (
    lambda: "{a}".format_map({}), lambda: "{}".format_map({"": 5}), lambda: "{0}".format_map({"0": 5}),
    lambda: "{a}".format_map(5),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
