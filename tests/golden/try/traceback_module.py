# The traceback module formats chains, notes, groups and frames.
import traceback
def f(): g()
def g(): raise ValueError("deep")
try:
    try: f()
    except ValueError as e: e.add_note("a note"); raise KeyError("k") from e
except KeyError as e:
    print("".join(traceback.format_exception(e)))
    print(traceback.format_exception_only(e))
    for fr in traceback.extract_tb(e.__cause__.__traceback__): print(fr.name, fr.lineno, fr.line)
print(traceback.format_exception_only(ExceptionGroup("g", [ValueError(1)])))
print("".join(traceback.format_exception(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2)])]))))
