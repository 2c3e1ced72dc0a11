# Markers count wide and combining characters by columns.
def f(s): return s.nope
x = "日本語" + f("é") + "ü"
