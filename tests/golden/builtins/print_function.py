# print: separators, ends, files, flush, objects.
import io
print(); print(1, "a", None, [1], sep=", "); print("no newline", end="")
print("!", end="\n\n"); print(*range(3), sep=""); print("a", "b", sep="\n")
print(sep="x"); print("", ""); print(None, sep=None, end=None)
f = io.StringIO(); print("to", "file", file=f, end="END"); print(repr(f.getvalue()))
class W:
    def write(s, t): log.append(t)
    def flush(s): log.append("flushed")
log = []; print(1, 2, file=W(), flush=True); print(log)
for g in (lambda: print(1, sep=5), lambda: print(1, end=b""), lambda: print(1, bad=2), lambda: print(1, file=5)):
    try: g()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class S:
    def __str__(s): raise ValueError("str")
try: print("before", S())
except ValueError as e: print("|", e)
import sys
old, sys.stdout = sys.stdout, io.StringIO(); print("captured"); got, sys.stdout = sys.stdout.getvalue(), old
print(repr(got))
print("x", file=None)
