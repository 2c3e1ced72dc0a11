# warnings: filters, catching, categories, showing.
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("one"); warnings.warn("two", DeprecationWarning); warnings.warn(UserWarning("three"))
    print([(str(x.message), x.category.__name__, x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("raised", RuntimeWarning)
    except RuntimeWarning as e: print(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("once")
    for _ in range(3): warnings.warn("same")
    warnings.filterwarnings("ignore", message="skip.*"); warnings.warn("skip this"); print(len(w))
print(warnings.formatwarning("m", UserWarning, "f.py", 5, "src line"))
for f in (
    lambda: warnings.warn("x", 5), lambda: warnings.warn("x", int), lambda: warnings.simplefilter("bad"),
    lambda: warnings.filterwarnings("error", lineno=-1),
):
    try: f()
    except Exception as e: print(type(e).__name__, e)
@warnings.deprecated("use new")
def old(): return 1
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); print(old(), w[0].message, old.__deprecated__)
