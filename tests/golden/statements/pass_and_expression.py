# An expression statement evaluates and discards; `pass` does nothing.
pass
print("a"), print("b")
"not a docstring"
[print(i) for i in range(2)]
if True: pass
print(__doc__)
