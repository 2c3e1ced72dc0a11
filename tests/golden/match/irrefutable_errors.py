# A pattern that matches everything must come last.
for src in (
    "case x: pass\n case 1: pass", "case _: pass\n case 1: pass", "case x | 1: pass",
    "case (x): pass\n case y: pass", "case x if x: pass\n case 1: pass", "case 1 as x: pass\n case 2: pass",
    "case a.b: pass\n case _: pass",
):
    try: compile(f"match s:\n {src}", "s", "exec"); print("fine")
    except SyntaxError as e: print(e.msg, e.lineno)
