# Errors inside f-strings.
name = "x"
print(f"start {name!r} {name.nothing:>5} end")
