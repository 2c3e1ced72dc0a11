# Building text with f-strings, joins and alignment over nested data.
tree = {"root": {"bin": {"sh": 120, "ls": 80}, "etc": {}, "usr": {"lib": {"a.so": 4000}, "readme": 7}}}
def draw(node, prefix=""):
    items = list(node.items())
    for i, (name, sub) in enumerate(items):
        last = i == len(items) - 1
        tail = f" ({sub:,} B)" if isinstance(sub, int) else "/"
        yield f"{prefix}{'└── ' if last else '├── '}{name}{tail}"
        if isinstance(sub, dict): yield from draw(sub, prefix + ("    " if last else "│   "))
def size(n): return n if isinstance(n, int) else sum(map(size, n.values()))
print("\n".join(draw(tree))); print(f"{size(tree):>10,}|{size(tree):<10}|{size(tree):^+10}|{size(tree) / 1024:.2f} KiB")
data = [("apples", 12, 0.5), ("kiwis", 3, 12.25), ("figs", 100, 0.125)]
w = max(len(n) for n, *_ in data)
print(*(f"{n:.<{w + 2}}{q:>4} x {p:>6.3f} = {q * p:>8.2f}" for n, q, p in data), f"{'total':.<{w + 2}}{sum(q * p for _, q, p in data):>24.2f}", sep="\n")
