# and/or give one of their operands and stop as soon as the result is known.
def t(x): print("eval", x); return x
print(t(0) and t(1), t(2) and t(3), t("") or t("x"), t([]) or t({}))
print(not "", not "a", (t(1) or t(2)) and (t(0) or t(3)))
x = None
print(x and x.attr, x or "default", 0 or [] or () or "last")
