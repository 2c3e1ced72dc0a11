# Encoding and decoding a small binary format with struct, bytes and checks.
import struct, zlib
def encode(records):
    body = b"".join(struct.pack(">HB", k, len(v)) + v for k, v in records)
    return b"WS" + struct.pack(">II", len(body), zlib.crc32(body)) + body
def decode(data):
    if data[:2] != b"WS": raise ValueError("bad magic")
    size, crc = struct.unpack_from(">II", data, 2)
    body = memoryview(data)[10:10 + size]
    if len(body) != size: raise ValueError(f"short: {len(body)} of {size}")
    if zlib.crc32(body) != crc: raise ValueError("bad checksum")
    while body:
        k, n = struct.unpack_from(">HB", body)
        yield k, bytes(body[3:3 + n]); body = body[3 + n:]
d = encode([(1, b"abc"), (500, b""), (65535, bytes(range(5)))]); print(d.hex(" "), list(decode(d)))
bad = bytearray(d); bad[-1] ^= 1
for x in (b"XX", d[:-2], bytes(bad)):
    try: print(list(decode(x)))
    except (ValueError, struct.error) as e: print(type(e).__name__, e)
