# Errors of bytes methods given the wrong things.
b = b"abc"
for f in (
    lambda: b.split("a"), lambda: b.split(b""), lambda: b.find("a"), lambda: b.find(256),
    lambda: b.index(b"z"), lambda: b.join(["a"]), lambda: b.join([1]), lambda: b.join(5),
    lambda: b.replace("a", b"b"), lambda: b.startswith("a"), lambda: b.startswith([b"a"]),
    lambda: b.strip("a"), lambda: b.center(5, "x"), lambda: b.center(5, b"xx"), lambda: b.translate(b"short"),
    lambda: b.maketrans(b"a", b"bc"), lambda: b.count("a"), lambda: b.partition("a"),
    lambda: b.partition(b""), lambda: b.count(-1), lambda: b.rindex(300), lambda: b.translate(5),
    lambda: bytes.upper("a"), lambda: b.decode(1, 2, 3),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
