# x if c else y evaluates the condition first and only one branch.
def t(x): print("eval", x); return x
print(t("a") if t(1) else t("b"))
print(t("a") if t(0) else t("b"))
print(1 if 0 else 2 if 0 else 3, (lambda: 1 if [] else 2)(), [1, 2][0 if "" else 1])
print("p" if True else "q" + "r", ("p" if False else "q") + "r")
