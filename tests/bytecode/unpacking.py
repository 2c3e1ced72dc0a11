# Assignments: swaps, stars, chains, items, attributes, walruses that rebind an operand.
def f(a, b, c):
    a, b = b, a
    first, *rest = c
    x = y = c[0]
    c.attr += 1
    c[a:b] = rest
    return a + (a := b), first, x, y
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 11 registers)
#   locals a b c first rest x y
#      3     0 Move             t0 a
#            1 Move             a b
#            2 Move             b t0!
#      4     3 UnpackEx         t0.. c 1 +0
#            5 Move             first t0!
#            6 Move             rest t1!
#      5     7 SubscrInt        t0 c 0
#            9 Move             x t0
#           10 Move             y t0!
#      6    11 LoadAttr         t0 c attr
#           14 AddInt           t0 t0 1 in place
#           15 StoreAttr        c t0! attr
#      7    18 Move             t0 a
#           19 Move             t1 b
#           20 Move             t2 rest
#           21 SliceSet         c t0..
#      8    22 Move             t1 a
#           23 Move             a b
#           24 Move             t2 a
#           25 Add              t0 t1! t2!
#           26 Move             t1 first
#           27 Move             t2 x
#           28 Move             t3 y
#           29 BuildTuple       t0 t0.. 4
#           30 Return           t0!
