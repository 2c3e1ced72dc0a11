# Trains binary data: bytes, bytearray, memoryview, struct, array, hashing, base64, zlib, codecs, integers and bytes.
import base64
import binascii
import codecs
import hashlib
import hmac
import io
import struct
import zlib
from array import array
from random import Random

HEADER = struct.Struct("<4sHHIq")
MORSE = {"a": ".-", "e": ".", "n": "-.", "s": "...", "t": "-", "i": ".."}


def searching(data):
    words = b"the quick brown fox; the lazy dog".split()
    line = b"  Content-Type: text/html; charset=utf-8\r\n"
    key, _, value = line.strip().partition(b": ")
    return [
        data.find(b"\x00"), data.count(b"a"), data[3], data[2:9], data[::-5], data[-4:], data.startswith(b"PK"), b"\xff" in data, 65 in data,
        b" ".join(reversed(words)), words.index(b"fox;"), key.lower(), value.split(b";")[0].upper(), line.replace(b"text", b"data"), data.hex()[:12],
        bytes.fromhex("de ad be ef"), b"%d-%s" % (len(data), b"x"), data + b"!" > data, b"ab" * 3, bytes(5), bytes([1, 2, 3]), bytes(range(65, 70)).title(),
        data.translate(bytes(255 - i for i in range(256)))[:4], b"1,2,,3".split(b","), b"a\nb\r\nc".splitlines(), b"x".rjust(4, b"."), b"12".isdigit(),
        max(data), sum(data), sorted(set(data))[:3], data == bytes(data), b"abc".rstrip(b"c"), bytes(b ^ 0x55 for b in data[:6]), hash(data) == hash(data[:]),
    ]


def editing(data):
    buffer = bytearray(data[:40])
    buffer.append(7)
    buffer += b"tail"
    buffer.extend([1, 2, 3])
    buffer[0] = 255
    buffer[4:6] = b"longer"
    buffer.insert(2, 9)
    del buffer[-2:]
    last = buffer.pop()
    for i, byte in enumerate(buffer):
        buffer[i] = (byte + i) & 0xFF
    buffer.reverse()
    view = memoryview(buffer)
    view[0:3] = b"xyz"
    words = view[: len(view) // 4 * 4].cast("I")
    total, shape = sum(words) % 65521, (view.nbytes, words.itemsize, view[1], bytes(view[2:5]), view[5:8].tolist())
    words.release()
    view.release()
    buffer.clear()
    return last, total, shape, len(buffer), buffer + b"a" == bytearray(b"a")


def packing(n):
    records, out = [], bytearray()
    for i in range(10):
        records.append((b"REC%d" % (i % 10), i, n & 0xFFFF, i * n, -i * n * 1_000_003))
        out += HEADER.pack(*records[-1])
    back = [HEADER.unpack_from(out, i * HEADER.size) for i in range(10)]
    assert back == records and list(HEADER.iter_unpack(out)) == records
    mixed = struct.pack(">bBhHiIqQ?fd3x5s", -1, 255, -2, 65535, -n, n, -n, n, n % 2, 0.5, n / 3, b"ab")
    values = struct.unpack(">bBhHiIqQ?fd3x5s", mixed)
    try:
        struct.pack("B", 300)
    except struct.error as error:
        values += (type(error).__name__,)
    return len(out), values, struct.calcsize("<IHb"), n.to_bytes(4, "little"), int.from_bytes(mixed[:7], signed=True)


def arrays(n):
    numbers, reals = array("i", range(n % 10, 30)), array("d", [0.5, 1.5, n])
    numbers.append(5)
    numbers.extend(array("i", [1, 2]))
    numbers[3] = -8
    numbers[5:8] = array("i", [0, 0])
    popped = numbers.pop(2), numbers.index(0), numbers.count(0)
    reals.fromlist([2.0, 4.0])
    swapped = array("H", [1, 256, n])
    swapped.byteswap()
    doubled = array("q", (x * x for x in numbers))
    return popped, sum(doubled), max(reals), swapped.tolist(), numbers.tobytes()[:9], numbers[1:4], reals.itemsize, array("B", b"hey").tobytes(), 5 in numbers


def digests(data, n):
    running = hashlib.sha256()
    for start in range(0, len(data), 64):
        running.update(data[start : start + 64])
    names = [hashlib.new(name, data).hexdigest()[:10] for name in ("md5", "sha1", "sha512", "sha3_256")]
    mac = hmac.new(b"key%d" % n, data, "sha256").digest()
    return names, running.hexdigest(), hashlib.blake2b(data, digest_size=8).hexdigest(), mac, hmac.compare_digest(mac, mac), zlib.crc32(data), zlib.adler32(data)


def transport(data):
    packed = zlib.compress(data * 3, 6)
    assert zlib.decompress(packed) == data * 3
    stream = zlib.compressobj(9)
    pieces = stream.compress(data[:50]) + stream.compress(data[50:]) + stream.flush()
    assert zlib.decompressobj().decompress(pieces) == data
    texts = [base64.b64encode(data[:31]), base64.urlsafe_b64encode(data[-9:]), base64.b32encode(data[:7]), base64.b16encode(data[:5]), base64.b85encode(data[:10]), binascii.hexlify(data[:6], "-")]
    assert base64.b64decode(texts[0]) == data[:31] and base64.b85decode(texts[4]) == data[:10]
    try:
        base64.b64decode(b"abc", validate=True)
    except binascii.Error as error:
        texts.append(str(error))
    return len(packed) < len(data) * 3, texts, codecs.encode("Training", "rot13"), "naïve".encode("utf-16")[:4], codecs.decode(b"6869", "hex")


def runs(data):
    out, i = bytearray(), 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] == data[i] and j - i < 255:
            j += 1
        out += bytes((j - i, data[i]))
        i = j
    return bytes(out)


def varints(numbers):
    out = bytearray()
    for n in numbers:
        while n > 0x7F:
            out.append(n & 0x7F | 0x80)
            n >>= 7
        out.append(n)
    values, value, shift = [], 0, 0
    for byte in out:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            values.append(value)
            value = shift = 0
    return bytes(out), values == list(numbers)


def files(data):
    file = io.BytesIO()
    file.write(b"HEAD")
    file.write(struct.pack("<I", len(data)))
    file.write(data)
    end = file.tell()
    file.seek(4)
    (size,) = struct.unpack("<I", file.read(4))
    body = file.read(size)
    file.seek(-3, io.SEEK_END)
    reader = io.TextIOWrapper(io.BytesIO("première\nseconde\r\ntroisième".encode()), encoding="utf-8")
    return body == data, end, file.read(), file.getvalue()[:6], [line.strip() for line in reader], io.BytesIO(b"a\nb\n").readlines()


def main():
    random, checksum = Random(2), 0
    for n in range(900):
        data = random.randbytes(60 + n % 50) + b"PK abc aaaa the end"
        results = [searching(data), editing(data), packing(n), arrays(n), digests(data, n), transport(data), files(data)]
        results += [runs(b"aaabbbbcd" * 4 + bytes(20)), varints([n, n * 300, 1, 2**40]), "".join(MORSE[c] for c in "tennis"), ascii(data[:9]), str(data[-3:], "ascii")]
        checksum = zlib.crc32(repr(results).encode(), checksum)
    print("binary", checksum)


if __name__ == "__main__":
    main()
