# Binary and unary operators on unsuitable types say which operator and types.
for src in ("1 + 'a'", "'a' + 1", "[] + ()", "() + []", "b'' + ''", "'a' - 'b'", "None * 2", "{} | []", "1 << 2.0",
            "1.0 // 'x'", "object() % 2", "[] ** 2", "1 & 1.0", "1 ^ None", "'a' * 'b'", "[1] * 2.0", "-'a'", "+[]", "~1.5",
            "1 < 'a'", "[] >= 1", "None > None", "1j < 2j", "{} < {}", "divmod(1, 'a')", "pow(2, 'x')", "1 @ 1"):
    try: print(eval(src))
    except TypeError as e: print(src, "->", e)
