# match, case, type and _ are ordinary names where no statement begins with them.
match = 1; case = 2; type = 3; _ = 4
print(match, case, type, _)
match(5) if callable(match) else print("not callable")
def case(x): return x
print(case(match) + type)
match, case = case, match
print(case)
match = {1: 2}
print(match[1], match.get(3))
type[0:1] if False else None
print(type * 2, _ + 1)
