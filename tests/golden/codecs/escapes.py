# Escape codecs, UTF-7, readbuffer_encode and codecs.encode with codecs that are not text encodings.
import codecs


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", None))


show(codecs.escape_decode, r"a\x41\n")
show(codecs.escape_decode, rb"a\x4\n")
show(codecs.escape_decode, rb"a\x4\n", "ignore")
show(codecs.escape_decode, rb"a\x4\n", "foo")
show(codecs.escape_encode, b"a'\n")
show(codecs.readbuffer_encode, "aé")
show("a+b~é😀-x\\".encode, "utf-7")
show(b"a+-b+AH4A6dg93gA-x".decode, "utf-7")
show(b"a\xff+A-b+!".decode, "utf-7", "replace")
show(codecs.encode, "é", "rot13")
show(codecs.encode, 1, "utf-8")
show(codecs.decode, 1, "utf-8")
show("é".encode, "rot13")
show("\ud800".encode, "utf-16-le")
show("\ud800".encode, "utf-16")
show(codecs.lookup, "x\0")
