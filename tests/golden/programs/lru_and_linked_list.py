# A doubly linked list with iteration and a cache built on it.
class Node:
    __slots__ = ("key", "value", "prev", "next", "__weakref__")
    def __init__(self, key=None, value=None):
        self.key, self.value, self.prev, self.next = key, value, self, self

class LinkedList:
    def __init__(self, items=()):
        self.head = Node()
        self.size = 0
        for x in items:
            self.push(Node(x))
    def push(self, node):
        last = self.head.prev
        node.prev, node.next = last, self.head
        last.next = self.head.prev = node
        self.size += 1
    def unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev
        node.prev = node.next = None
        self.size -= 1
        return node
    def __iter__(self):
        node = self.head.next
        while node is not self.head:
            yield node
            node = node.next
    def __reversed__(self):
        node = self.head.prev
        while node is not self.head:
            yield node
            node = node.prev
    def __len__(self): return self.size
    def __repr__(self): return "LinkedList([" + ", ".join(repr(n.key) for n in self) + "])"

class LRU:
    def __init__(self, capacity):
        self.capacity, self.order, self.index = capacity, LinkedList(), {}
        self.hits = self.misses = 0
    def __getitem__(self, key):
        if key not in self.index:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        node = self.order.unlink(self.index[key])
        self.order.push(node)
        return node.value
    def __setitem__(self, key, value):
        if key in self.index:
            self.order.unlink(self.index.pop(key))
        elif len(self.index) >= self.capacity:
            old = self.order.unlink(self.order.head.next)
            del self.index[old.key]
        self.index[key] = node = Node(key, value)
        self.order.push(node)
    def __contains__(self, key): return key in self.index
    def get(self, key, default=None):
        try: return self[key]
        except KeyError: return default

l = LinkedList("abcde")
print(l, len(l), [n.key for n in reversed(l)])
l.unlink(next(n for n in l if n.key == "c"))
print(l)
c = LRU(3)
for i, k in enumerate("abc"): c[k] = i
print(c["a"], c.get("z", "none"))
c["d"] = 3
print("b" in c, "a" in c, c.order)
c["a"] = 10; c["e"] = 5
print(c.order, sorted(c.index), c.hits, c.misses)
import gc, weakref
r = weakref.ref(c.order.head.next)
del c
gc.collect()
print(r())
