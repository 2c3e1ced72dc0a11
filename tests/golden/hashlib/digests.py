# hashlib: every guaranteed algorithm, copies, block sizes, parameters of blake2, errors.
import hashlib
for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"abc")
    c = h.copy(); c.update(bytearray(b"d" * 300)); h.update(memoryview(b"de"))
    args = (20,) if name.startswith("shake") else ()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*args), c.hexdigest(*args)[-16:], len(h.digest(*args)))
many = b"0123456789" * 100
print(hashlib.md5(many).hexdigest(), hashlib.sha3_256(many).hexdigest(), hashlib.shake_128(many).hexdigest(400)[-20:])
print(hashlib.blake2b(b"a", digest_size=10, key=b"k", salt=b"s", person=b"p", fanout=2, depth=3, leaf_size=4,
                      node_offset=5, node_depth=6, inner_size=7, last_node=True).hexdigest())
print(hashlib.blake2s(many, digest_size=9, key=b"key").hexdigest(), hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2s.SALT_SIZE)
for f in (
    lambda: hashlib.md5("a"), lambda: hashlib.md5(1), lambda: hashlib.new("nope"), lambda: hashlib.sha256(b"a", b"b"),
    lambda: hashlib.sha1(b"a", string=b"b"), lambda: hashlib.sha1().update("x"), lambda: type(hashlib.sha1())(),
    lambda: hashlib.shake_256().digest(-1), lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(salt=b"x" * 17),
    lambda: hashlib.blake2b(fanout=256), lambda: hashlib.blake2s(node_offset=2**48), lambda: hashlib.blake2b(depth=0),
):
    try: print(f())
    except (TypeError, ValueError, OverflowError) as e: print(type(e).__name__, e)
