# Breaks if a match keeps a bytearray from growing, or reads memory that is gone.
import re

data = bytearray(b"abcdefgh")
first, second = re.search(b"[a-h]+", data), re.search(b"[e-h]+", data)
data += b"more"
print(first.group(), second.span())
data[:] = b"xx"
print(first.group(), second.group(), first.string)
searching = re.finditer(b"x", data)
print(next(searching))
try:
    data.clear()
except BufferError as error:
    print(error)
del searching
data.clear()
print(data)
