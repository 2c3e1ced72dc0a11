# Names bound by a case whose guard failed stay bound; the match falls through without a case.
match [1, 2]:
    case [a, b] if a > b: print("never")
print(a, b)
match 10:
    case 1: print("never")
print("nothing matched")
for i in range(3):
    match i:
        case 0: continue
        case 2: break
        case _: print("middle")
def f(x):
    match x:
        case [p, q]: return p
    return p
print(f([1, 2]))
try: f(3)
except UnboundLocalError as e: print(e)
