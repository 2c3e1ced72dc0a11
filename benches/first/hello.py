# The first lines of all.
print("Hello, world!")
print(1)
print(1 + 2 * 3, 7 / 2, 7 // 2, 2 ** 10, 10 % 3)
print("a", 1, 2.5, True, None, sep=", ", end="\n")
name = "Ada"
print(f"Hello, {name}! {1 + 1 = } {3.14159:.2f} {42:>6} {name!r}")
