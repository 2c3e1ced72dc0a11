# Calling, subscripting or iterating the wrong thing says so.
class C: pass
c = C()
for src in ("5()", "None()", "'a'()", "c()", "5[0]", "None[1]", "c[0]", "C[0]", "len[0]", "(1).x", "c.y", "C.z", "None.q",
            "for x in 5: pass", "a, b = 5", "[*c]", "c[0] = 1", "'a'[0] = 'b'", "del c[0]", "del 'a'[0]", "(1)[0] = 2", "len(5)", "next(5)", "iter(5)", "with 5: pass",
            "c.f.g", "c += 1", "del c.zz", "(1).real = 3", "(1).foo = 3", "len.x = 1", "int.x = 1", "del int.real"):
    try: exec(src)
    except Exception as e: print(src, "->", type(e).__name__ + ":", e)
