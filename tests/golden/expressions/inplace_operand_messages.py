# In-place operators on unsuitable types name the in-place operator.
for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="):
    x = None
    try: exec(f"x {op} 1")
    except TypeError as e: print(e)
x = []
for src in ("x += 1", "x -= [1]", "x *= 'a'", "x *= 1.5"):
    try: exec(src)
    except TypeError as e: print(e)
