# compile(…, "single") counts characters, not bytes, when it says where a second statement stands.
for source in [
    "def f(a): return a\ngröße = 5\n",
    "if 1: pass\n_π = 3\n",
    "if 1: pass\n(größe)\n",
    "x = 1\nß = 2\n",
    "ß = 'ü'; 变量 = 3\n",
]:
    try:
        compile(source, "<s>", "single")
        print("fine")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
