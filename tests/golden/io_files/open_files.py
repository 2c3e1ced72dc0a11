# open: modes, text and bytes, encoding, newlines, iteration, errors.
with open("t.txt", "w") as f: print(f.write("héllo\nworld\n"), f.mode, f.name, f.encoding, f.closed, f.writable(), f.readable())
print(f.closed, open("t.txt").read(), end="")
with open("t.txt", "rb") as f: print(f.read(), f.mode)
with open("t.txt", "a") as f: f.write("more"); f.writelines(["\n", "x"])
with open("t.txt") as f:
    for i, line in enumerate(f): print(i, repr(line))
with open("t.txt", "r+") as f: print(f.readline().strip(), f.tell() > 0, f.seek(0), f.read(2)); f.seek(0); f.truncate(); f.write("new")
print(open("t.txt").read(), open("t.txt", encoding="utf-8").readlines(), list(open("t.txt", "rb")))
with open("n.txt", "w", newline="\r\n") as f: f.write("a\nb\n")
print(open("n.txt", "rb").read(), repr(open("n.txt").read()), repr(open("n.txt", newline="").read()))
with open("b.bin", "wb") as f: print(f.write(bytes(range(5))), f.seek(1), f.write(b"XX"), f.tell())
with open("b.bin", "rb") as f: print(f.read(2), f.seek(-1, 2), f.read(), f.read(), f.seek(0), f.readinto(bytearray(3)))
for a in (
    ("missing.txt",), ("t.txt", "q"), ("t.txt", "rw"), ("t.txt", "x"), ("t.txt", "rb", -1, "utf-8"),
    ("t.txt", "w", 0), (".", "w"), ("nodir/x", "w"), ("t.txt", "rr"), ("", ), ("a\0b",),
):
    try: open(*a)
    except (OSError, ValueError, TypeError) as e: print(type(e).__name__, str(e).partition("] ")[2] or e)
f = open("t.txt"); f.close()
for g in (
    lambda: f.read(), lambda: next(f), lambda: open("t.txt").write("x"),
    lambda: open("t.txt", "rb").write(b"x"), lambda: open("b2.bin", "wb").write("s"),
    lambda: open("b.bin", "rb").seek(-1), lambda: open("l.txt", "w", encoding="ascii").write("é"),
    lambda: open("b3", "wb").read(),
):
    try: print(g())
    except (ValueError, OSError, TypeError) as e: print(type(e).__name__, e)
import os
print(sorted(n for n in os.listdir(".") if n.endswith((".txt", ".bin"))), os.path.exists("t.txt"))
print(os.path.getsize("n.txt")); os.remove("n.txt"); print(os.path.exists("n.txt"))
