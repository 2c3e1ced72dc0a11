# TextIOWrapper over bytes: decoding, newlines, errors, reconfiguring, detaching.
import io
raw = io.BytesIO("é1\nzwei\r\ndrei\rvier".encode()); t = io.TextIOWrapper(raw, encoding="utf-8")
print([l for l in t], t.encoding, t.errors, t.newlines)
print(io.TextIOWrapper(io.BytesIO(b"a\r\nb"), newline="").read().encode())
print(io.TextIOWrapper(io.BytesIO(b"a\xff"), encoding="ascii", errors="replace").read().encode("ascii", "backslashreplace"))
b = io.BytesIO(); w = io.TextIOWrapper(b, encoding="utf-16-le", newline="\r\n", write_through=True)
w.write("a\n"); w.flush(); print(b.getvalue()); print(w.detach() is b)
try: w.write("x")
except ValueError as e: print(e)
try: io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read()
except UnicodeDecodeError as e: print(e)
t = io.TextIOWrapper(io.BytesIO(b"abc\ndef\n")); print(t.read(2), t.readline(), t.tell(), t.seek(0), t.read())
br = io.BufferedReader(io.BytesIO(b"abcdef"), 2); print(br.peek(1)[:1], br.read(1), br.read1(), br.read())
rw = io.BufferedRandom(io.BytesIO(b"abcdef")); rw.read(2); rw.write(b"X"); rw.seek(0); print(rw.read())
class Raw(io.RawIOBase):
    def __init__(s): s.d = b"raw data"; s.p = 0
    def readable(s): return True
    def readinto(s, b): n = min(len(b), 3, len(s.d) - s.p); b[:n] = s.d[s.p:s.p + n]; s.p += n; return n
print(io.BufferedReader(Raw()).read(), Raw().read(2), Raw().readall())
print(io.TextIOWrapper(io.BufferedReader(Raw())).readline())
