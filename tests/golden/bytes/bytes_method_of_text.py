# Breaks if a subclass of str with __bytes__ is refused without an encoding.
class Text(str):
    def __bytes__(self):
        return b"made"


print(bytes(Text("abc")), bytes(Text("abc"), "ascii"))
for call in lambda: bytes("abc"), lambda: bytearray(Text("abc")), lambda: bytes(Text("a"), errors="strict"):
    try:
        print(call())
    except TypeError as error:
        print(error)
