# Codecs that a program registers are found by normalised names and used by str.encode.
import codecs

asked = []


def search(name):
    asked.append(name)
    if name == "up_per":
        return codecs.CodecInfo(
            lambda text, errors="strict": (text.upper().encode(), len(text)),
            lambda data, errors="strict": (bytes(data).decode().lower(), len(data)),
            name="upper",
        )


codecs.register(search)
print("abc".encode("Up Per"), b"ABC".decode("up-per"), codecs.encode("x", "UP_PER"))
for name in ["Foo Bar-X", "a__b", "A.B", "x:y"]:
    try:
        codecs.lookup(name)
    except LookupError as error:
        print(error)
print(asked)
codecs.unregister(search)
try:
    "abc".encode("up per")
except LookupError as error:
    print(error)
try:
    codecs.register(5)
except TypeError as error:
    print(error)
