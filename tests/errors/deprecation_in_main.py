# A DeprecationWarning raised in the main program is shown.
import warnings
warnings.warn("old thing", DeprecationWarning)
def f(): warnings.warn("user warning", stacklevel=2)
f()
raise SystemExit(1)
