# A replaced sys.excepthook prints instead.
import sys
def hook(t, v, tb):
    print("HOOK", t.__name__, v, tb.tb_lineno, file=sys.stderr)
sys.excepthook = hook
raise ValueError("to the hook")
