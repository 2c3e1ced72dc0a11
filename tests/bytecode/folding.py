# What is the same each time is computed once: arithmetic, tuples, conditions; definite assignment saves checks.
def f(x):
    a = 2 * 3 + 1, "a" "b", -1
    if __debug__ and x in (1, 2, 3):
        b = a[0]
    del a
    return b, f"{x!r:>{10}}" "z", "%s-%r" % (x, b)
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 8 registers)
#   locals x a b
#      3     0 LoadConst        a (7, "ab", -1)
#      4     1 LoadConst        t0 (1, 2, 3)
#            2 JumpContains     x t0! -> 5
#      5     3 SubscrInt        b a 0
#      6     5 DeleteFast       a
#      7     6 CheckBound       b
#            7 Move             t0 b
#            8 LoadConst        t2 ">"
#            9 LoadInt          t3 10
#           10 FormatValue      t3 t3 -
#           11 BuildString      t2 t2.. 2
#           12 FormatValue      t1 x t2! !r
#           13 LoadConst        t2 "z"
#           14 BuildString      t1 t1.. 2
#           15 FormatValue      t2 x - !s
#           16 LoadConst        t3 "-"
#           17 FormatValue      t4 b - !r
#           18 BuildString      t2 t2.. 3
#           19 BuildTuple       t0 t0.. 3
#           20 Return           t0!
