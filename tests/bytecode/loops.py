# Loops: `for` fused with its exit, fused compare and jump, no test in `while True`.
def f(items, limit):
    total = 0
    for item in items:
        if item < limit:
            total += item
        elif item == 0:
            continue
        else:
            break
    else:
        total = -total
    while True:
        total -= 1
        if not total:
            return total
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 5 registers)
#   locals items limit total item
#      3     0 LoadInt          total 0
#      4     1 Move             t0 items
#            2 GetIter          t0 t0
#            3 ForIter          t0 item -> 12
#      5     5 JumpLt           item limit -> 8
#      6     6 Add              total total item in place
#      4     7 JumpBack         -> 3
#      7     8 JumpEqInt        item 0 -> 10
#      8     9 JumpBack         -> 3
#     10    10 Drop             t0
#           11 Jump             -> 13
#     12    12 Neg              total total
#     14    13 SubInt           total total 1 in place
#     15    14 JumpIf           total -> 16 if true
#     16    15 Return           total
#     13    16 JumpBack         -> 13
