# StringIO and BytesIO: reading, writing, seeking, lines, errors.
import io
s = io.StringIO("line1\nline2\r\nline3")
print(s.read(3), s.readline(), s.tell() > 0, s.readlines(), s.read(), s.seek(0), next(s), list(s))
s.seek(0, 2); print(s.write("more"), s.getvalue(), s.truncate(5), s.getvalue()); s.seek(2); s.write("ZZZZZZ")
print(repr(s.getvalue())); s.close()
for f in (
    lambda: s.read(), lambda: s.getvalue(), lambda: io.StringIO(b"x"), lambda: io.StringIO().write(b"x"),
    lambda: io.StringIO("a").seek(-1), lambda: io.StringIO("a").seek(1, 1), lambda: io.BytesIO("x"),
    lambda: io.BytesIO().write("x"), lambda: io.StringIO().fileno(), lambda: io.BytesIO(b"a").seek(-5),
):
    try: print(f())
    except (ValueError, TypeError, OSError) as e: print(type(e).__name__, e)
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read(), b.seek(-2, 2), b.read(), b.getvalue(), b.seek(10), b.write(b"!"))
print(b.getvalue(), b.getbuffer().nbytes, b.readable(), b.seekable(), b.closed, b.readinto(bytearray(2)))
b.seek(0); x = bytearray(3); print(b.readinto(x), x, b.read1(2), b.readlines()); b.truncate(2)
print(b.getvalue())
print(io.StringIO("a\r\nb", newline=None).read().encode(), io.StringIO("a\r\nb", newline="").readlines())
print(io.StringIO(newline="\r\n").write("a\n"), io.StringIO("a\nb").readline(1))
print(io.StringIO("abc").readlines(2), isinstance(io.StringIO(), io.TextIOBase), io.StringIO().line_buffering)
print(io.SEEK_END)
with io.StringIO() as f: print("x", 1, file=f); f.writelines(["a", "b"]); print(repr(f.getvalue()))
