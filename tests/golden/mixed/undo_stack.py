# Commands as closures, with undo and redo.
class Doc:
    def __init__(self): self.text, self.done, self.undone = "", [], []
    def do(self, forward, back): forward(); self.done.append((forward, back)); self.undone.clear()
    def insert(self, at, s):
        def forward(): self.text = self.text[:at] + s + self.text[at:]
        def back(): self.text = self.text[:at] + self.text[at + len(s):]
        self.do(forward, back)
    def delete(self, a, b):
        cut = self.text[a:b]
        def forward(): self.text = self.text[:a] + self.text[b:]
        def back(): self.text = self.text[:a] + cut + self.text[a:]
        self.do(forward, back)
    def undo(self):
        if not self.done: return False
        pair = self.done.pop(); pair[1](); self.undone.append(pair); return True
    def redo(self):
        if not self.undone: return False
        pair = self.undone.pop(); pair[0](); self.done.append(pair); return True
d = Doc(); d.insert(0, "hello"); d.insert(5, " world"); d.delete(0, 1); d.insert(0, "J"); print(d.text)
while d.undo(): print(repr(d.text))
print(d.redo(), d.redo(), d.text); d.insert(0, "> "); print(d.text, d.redo(), d.undo(), d.text)
