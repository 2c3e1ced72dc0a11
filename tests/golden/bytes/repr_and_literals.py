# repr of bytes and bytearray.
print(b"plain", b"it's", b'"both\'"', bytes(range(0, 40)), bytes(range(120, 135)), b"\\", b"\xff\n\t\r")
print(bytearray(b"a'b"), [b""], str(b"x"), ascii(b"\xe9"))
print(bytes(range(32, 127)))
