"""Doc of counter."""
print("body runs")
n = 1
try: kept
except NameError: kept = "first"
else: kept = "second"
