# Exceptions inside loops, loops inside handlers, and what is left bound.
out = []
for s in ("1", "x", "3", "", "5"):
    try: v = int(s)
    except ValueError:
        for c in s or "-":
            if c == "x": break
        else: out.append("no break"); continue
        out.append(c); continue
    else:
        if v == 5: break
    finally: out.append("f")
    out.append(v)
print(out, s, v)
def retry(times):
    attempt = 0
    while True:
        attempt += 1
        try:
            if attempt < times: raise OSError(f"try {attempt}")
            return attempt
        except OSError as e:
            if attempt >= 3: raise RuntimeError("gave up") from e
print(retry(1), retry(3))
try: retry(9)
except RuntimeError as e: print(e, "from", e.__cause__)
