# Replacements may be any bytes-like object; what __str__ gives keeps its class.
import re
print(re.sub(b"y", bytearray(b"a"), b"xyz"), re.sub(b"(y)", bytearray(rb"<\1>"), b"xyz"))
class Text(str): pass
class Shown:
    def __str__(self): return Text("shown")
print(type(str(Shown())).__name__, type(str(Text("a"))).__name__, type(f"{Shown()}").__name__)
