# Signals with weakly held listeners, decorators and context managers.
import weakref, contextlib
class Signal:
    def __init__(self): self.listeners = []
    def connect(self, f):
        self.listeners.append(weakref.WeakMethod(f) if hasattr(f, "__self__") else weakref.ref(f))
        return f
    def emit(self, *a):
        self.listeners = [r for r in self.listeners if r() is not None]
        return [r()(*a) for r in self.listeners]
    @contextlib.contextmanager
    def muted(self):
        saved, self.listeners = self.listeners, []
        try: yield self
        finally: self.listeners = saved
s = Signal()
class L:
    def __init__(self, n): self.n = n
    def on(self, x): return f"{self.n}:{x}"
    def __del__(self): print("del", self.n)
a, b = L("a"), L("b"); s.connect(a.on); s.connect(b.on)
@s.connect
def f(x): return f"f:{x}"
print(s.emit(1)); del a; print(s.emit(2))
with s.muted(): print(s.emit(3))
print(len(s.listeners)); del f; print(s.emit(4)); b = None; print(s.emit(5), s.listeners)
