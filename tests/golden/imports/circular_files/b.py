import a
seen = sorted(k for k in vars(a) if not k.startswith("_"))
def get(): return a.value + 1
