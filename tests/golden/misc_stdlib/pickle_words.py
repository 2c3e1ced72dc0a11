# Breaks if pickle shows that it is written in Python: frames of its own in tracebacks, other words, no PickleBuffer.
import pickle
import threading
import traceback


class Refusing:
    def __getstate__(self):
        raise ValueError("no state")


class Wrong:
    def __reduce__(self):
        return 5


calls = [
    lambda: pickle.dumps(Refusing()),
    lambda: pickle.dumps(Wrong()),
    lambda: pickle.dumps(threading.Lock()),
    lambda: pickle.loads(b""),
    lambda: pickle.loads(b"\x80\x04K"),
    lambda: pickle.loads(b"\x80\x04."),
    lambda: pickle.loads("text"),
    lambda: pickle.PickleBuffer(b"abc").raw().tobytes(),
    lambda: pickle.loads(pickle.dumps(pickle.PickleBuffer(bytearray(b"abc")), 5)),
    lambda: memoryview(pickle.PickleBuffer(b"abc")).readonly,
]
for call in calls:
    try:
        print(call())
    except Exception as error:
        names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
        print(names, *traceback.format_exception_only(error), end="")
kept = []
data = pickle.dumps([pickle.PickleBuffer(b"out")], 5, buffer_callback=kept.append)
print(len(kept), pickle.loads(data, buffers=kept)[0] is kept[0])
