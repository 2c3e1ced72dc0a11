# f-strings nest, reuse quotes, span lines and hold comments (PEP 701).
x = "v"
print(f"{f"{f"{x}"}"}", f"{"double " + "quotes"}", f'{'single'}', f"{x!r:{">"}{"5"}}")
print(f"{ {"k": f"{x}"}["k"] }", f"{"\n".join(["a", "b"])}", f"{'\t'!r}", f"{x:{f"{'>'}{5}"}}")
print(f"{
    x  # a comment
    + "!"
}", f"{[
    1,
    2,
]}", f"""{
    x}""", f"{(
    1 + 2)}")
print(f"{x}" f"{"y"}" 'z' rf"\{x}", f"{'a' if x else "b"}", f"{lambda_ if (lambda_ := 3) else 0}")
print(f"\N{BULLET} {x} \x41 \\ {{\x42}}", rf"\x41 {{}}", f"{'\N{DIGIT ONE}'}")
