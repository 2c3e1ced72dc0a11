# What is too large to exist raises MemoryError or OverflowError before it is made, and the program goes on.
import array, collections, io, itertools, struct

HUGE = 10**15

def attempt(what, action):
    try:
        action()
    except (MemoryError, OverflowError, ValueError, struct.error):
        print(what, "cannot be")
    except Exception as error:
        print(what, type(error).__name__, error)
    else:
        print(what, "is there")

attempt("list times number", lambda: [0, 0] * HUGE)
attempt("tuple times number", lambda: (0, 0) * HUGE)
attempt("text times number", lambda: "abc" * HUGE)
attempt("bytes times number", lambda: b"abc" * HUGE)
attempt("bytearray times number", lambda: bytearray(b"abc") * HUGE)
attempt("array times number", lambda: array.array("d", [1]) * HUGE)
attempt("deque times number", lambda: collections.deque("ab") * HUGE)
attempt("list of a range", lambda: list(range(HUGE)))
attempt("sorted range", lambda: sorted(range(HUGE)))
attempt("list of repeat", lambda: list(itertools.repeat(None, HUGE)))
attempt("padded text", lambda: "a".ljust(HUGE * 2))
attempt("centred bytes", lambda: b"a".center(HUGE * 2))
attempt("zeros", lambda: "7".zfill(HUGE * 2))
attempt("tabs", lambda: ("\t" * 100).expandtabs(HUGE))
attempt("field", lambda: f"{1:>999999999999}")
attempt("percent", lambda: "%1000000000000d" % 1)
attempt("replace", lambda: ("a" * 10**6).replace("a", "b" * 10**6))
attempt("join", lambda: ("b" * 10**6).join(["a"] * 10**6))
attempt("join of bytes", lambda: (b"b" * 10**6).join([b"a"] * 10**6))
attempt("pack", lambda: struct.pack("1000000000000x"))
attempt("shift", lambda: 1 << 2**62)

def beyond():
    file = io.BytesIO()
    file.seek(HUGE)
    file.write(b"abcdef")

attempt("file in memory", beyond)
print("going on")
