# Keys of mapping patterns that compare equal would not be refused, or be shown in other words.
for pattern in ['{"a": _, "a": _}', "{0: _, False: _}", "{0: _, 0.0: _}", "{0: _, -0: _}", "{0: _, 0j: _}", "{1: _, True: _}",
                "{-1: _, -1: _}", "{1+1j: _, 1+1j: _}", '{"a": _, b"a": _}', '{"a": _, "\\x61": _}', "{x.y: _, x.y: _}",
                "{**_}", "-0j+0j", "0 * 0j"]:
    try:
        compile(f"match x:\n case {pattern}: pass", "", "exec")
        print("fine")
    except SyntaxError as error:
        print(error.msg, error.offset, error.end_offset)
