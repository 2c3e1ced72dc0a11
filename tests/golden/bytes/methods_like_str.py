# Methods shared with str, on bytes and bytearray.
for T in (bytes, bytearray):
    b = T(b"Hello, World")
    print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.split(b","), b.rsplit(b"o", 1), b.partition(b", "), b.rpartition(b"o"), b.replace(b"l", b"LL", 2), b.strip(b"Hd"), b.lstrip(b"H"), b.rstrip(b"d"))
    print(b.find(b"o"), b.find(111), b.rfind(b"o"), b.index(b"W"), b.count(b"l"), b.count(108), b.startswith(b"He"), b.endswith((b"x", b"ld")), b.center(16, b"*"), b.ljust(14, b"."), b.rjust(14), T(b"7").zfill(3), T(b"a\tb").expandtabs(4), T(b"a\nb\r\nc").splitlines(), T(b",").join([b"x", bytearray(b"y")]))
    print(b.removeprefix(b"Hello"), b.removesuffix(b"World"), b.translate(None, b"lo"), T(b"abc").translate(bytes.maketrans(b"ab", b"xy")), T(b" a b ").split(), T(b"a b c").split(None, 1), T(b"-5").zfill(4), b.hex(), b.decode())
