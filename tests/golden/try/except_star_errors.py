# except* refuses group types and needs exception classes.
for cls in (ExceptionGroup, (ValueError, BaseExceptionGroup), 5):
    try:
        try: raise ValueError("v")
        except* cls: pass
    except TypeError as e: print(e)
    except BaseException as e: print(type(e), e)
for body in ("break", "continue", "return"):
    try: compile(f"def f():\n for i in x:\n  try: pass\n  except* ValueError: {body}", "s", "exec")
    except SyntaxError as e: print(e.msg)
for src in ("try: pass\nexcept* : pass", "try: pass\nexcept ValueError: pass\nexcept* KeyError: pass"):
    try: compile(src, "s", "exec")
    except SyntaxError as e: print(e.msg)
