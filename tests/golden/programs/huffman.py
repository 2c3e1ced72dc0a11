# Huffman coding compresses and restores text.
import heapq
from collections import Counter
from itertools import count

class Node:
    __slots__ = ("char", "left", "right")
    def __init__(self, char=None, left=None, right=None):
        self.char, self.left, self.right = char, left, right

def build(text):
    order = count()
    heap = [(n, next(order), Node(c)) for c, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        n1, _, a = heapq.heappop(heap)
        n2, _, b = heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, next(order), Node(None, a, b)))
    return heap[0][2]

def codes(node, prefix=""):
    if node.char is not None:
        yield node.char, prefix or "0"
    else:
        yield from codes(node.left, prefix + "0")
        yield from codes(node.right, prefix + "1")

def decode(bits, root):
    node, out = root, []
    for bit in bits:
        if node.char is None:
            node = node.left if bit == "0" else node.right
        if node.char is not None:
            out.append(node.char)
            node = root
    return "".join(out)

def pack(bits):
    padded = bits + "0" * (-len(bits) % 8)
    return bytes(int(padded[i:i + 8], 2) for i in range(0, len(padded), 8))

text = "she sells sea shells by the sea shore; the shells she sells are surely seashells"
root = build(text)
table = dict(codes(root))
for char, code in sorted(table.items(), key=lambda t: (len(t[1]), t[1])):
    print(repr(char), code)
bits = "".join(table[c] for c in text)
packed = pack(bits)
print(len(text), len(bits), len(packed), packed.hex())
unpacked = "".join(f"{b:08b}" for b in packed)[:len(bits)]
print(decode(unpacked, root) == text, decode(bits[:40], root))
print(all(not b.startswith(a) for a in table.values() for b in table.values() if a != b))
