# Breaks if tell in the middle of text does not lead back there: line ends, marks, orders of bytes, wrong bytes.
import io

lines = io.TextIOWrapper(io.BytesIO(b"AAA\r\nBBB\rCCC\r\nDDD\n"), encoding="ascii")
print(lines.read(4), lines.tell(), lines.readline(), end="")
lines.seek(5)
print(lines.readline(), lines.readline(), end="")

text = "a" + "😀é\r\n" * 3000
for encoding in "utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be":
    with open("file", "w", encoding=encoding, newline="") as file:
        file.write(text)
    with open("file", encoding=encoding) as file:
        start = file.read(1001)
        place = file.tell()
        rest = file.read()
        file.seek(place)
        print(encoding, file.read() == rest, (start + rest).replace("\n", "\r\n") == text)
big = io.TextIOWrapper(io.BytesIO(b"\xfe\xff" + text.encode("utf-16-be")), encoding="utf-16", newline="")
print(sum(map(len, big)) == len(text))
for encoding in "utf-8-sig", "utf-16", "utf-32":
    with open("file", "w", encoding=encoding) as file:
        file.write("one")
        place = file.tell()
    with open("file", "a", encoding=encoding) as file:
        file.write("two")
    with open("file", "r+", encoding=encoding) as file:
        file.seek(place)
        file.write("TWO")
    with open("file", "rb") as file:
        print(file.read() == "oneTWO".encode(encoding))
wrong = io.TextIOWrapper(io.BytesIO(b"a\xffb\nc\xfe\n"), encoding="utf-8", errors="surrogateescape")
print(ascii(wrong.readline()), wrong.tell())
