# base64, binascii, and quoted text.
import base64 as b, binascii
for x in (
    b"", b"f", b"fo", b"foo", b"\xff\xfe\xfd",
): print(b.b64encode(x), b.b32encode(x), b.b16encode(x), b.urlsafe_b64encode(x), b.b85encode(x), b.a85encode(x))
print(b.b64decode("Zm9v"), b.b64decode(b"Zm8="), b.urlsafe_b64decode("__79"), b.b32decode("MZXW6==="))
print(b.b16decode("ff", True), b.b85decode(b"W^Zp"), b.a85decode(b"AoDS"), b.b64decode("Zm 9v"))
print(b.decodebytes(b"Zm9v\n"), b.encodebytes(b"x" * 60))
for f in (
    lambda: b.b64decode("Zm9"), lambda: b.b64decode("Zm9v!", validate=True), lambda: b.b32decode("m"),
    lambda: b.b16decode("f"), lambda: b.b64encode("str"), lambda: b.b64decode("é"),
):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print(binascii.hexlify(b"ab"), binascii.unhexlify("6162"), binascii.crc32(b"hello"))
print(binascii.crc_hqx(b"hello", 0), binascii.b2a_hex(b"\x01\x02", ":"))
