# The subject is evaluated once; a tuple subject needs no parentheses.
def subj(): print("subject"); return 3
match subj():
    case 1: pass
    case 2: pass
    case 3: print("three")
match 1, [2]:
    case (1, [x]): print(x)
match *[1, 2], 3:
    case [*a]: print(a)
match (yes := 4):
    case 4: print(yes)
class E:
    def __eq__(s, o): print("eq", o); return o == 2
match E():
    case 1: print("one")
    case 2: print("two")
