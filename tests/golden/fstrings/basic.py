# f-strings evaluate expressions in place and in order.
x, y = 5, "text"; d = {"k": [1, 2]}
print(f"{x} {y} {x + 1} {d['k'][0]} {y.upper()} {{literal}} {x}{y}", f"", f"no fields", f"{'nested'}", f"{x if x > 3 else y}", F"{x}", f'{y!r}', f"""triple {x}
{y}""", rf"\n{x}", fr"{y}\t", f"a" "b" f"{x}" 'c{x}')
print(f"{(lambda z: z * 2)(x)}", f"{x,}", f"{x, y}", f"{[i for i in range(3)]}", f"{ {'a': 1}['a'] }")
print(f"{ {1, 1} }", f"{x:=5}" if 0 else f"{(q := 7)}{q}", f"{not x}", f"{x!=5}", f"{x==5} {x<=5}")
print(f"{'a' 'b'}", f"{x}" == str(x), f"{None} {True} {1.0}")
def t(v): print("eval", v); return v
print(f"{t(1)} {t(2):>{t(3)}} {t(4)!r:{t(5)}}")
