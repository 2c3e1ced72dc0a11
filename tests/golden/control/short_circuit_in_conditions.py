# and, or, not mixed in if, while, assert, return, comprehension and subscripts.
def t(n, v): calls.append(n); return v
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            calls = []
            r = (t("a", a) and t("b", b) or t("c", c), not (t("a", a) or t("b", b)) and t("c", c), (t("a", a) or t("b", b)) and (t("b", b) or t("c", c)), t("a", a) if t("b", b) and t("c", c) else t("c", not c))
            if t("a", a) and not t("b", b) or t("c", c) and t("a", a): r += ("then",)
            print(a, b, c, r, "".join(calls))
