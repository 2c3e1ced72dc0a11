# The is... methods of bytes are about ASCII only.
for s in (b"", b"abc", b"ABC", b"Abc Def", b"123", b"a1", b" \t\n", b"\xe9", b"a b", b"A1"):
    print(s, [n for n in ("isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper") if getattr(s, n)()], [n for n in ("isalnum", "isupper") if getattr(bytearray(s), n)()])
