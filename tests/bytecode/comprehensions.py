# Comprehensions are inlined, generator expressions are functions.
def f(rows):
    a = [x * y for x in rows if x for y in x]
    b = {k: v for k, v in rows}
    return sum(x for x in a), b, [lambda: x for x in a]
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 14 registers)
#   locals rows a b x y k v
#      3     0 Move             t1 rows
#            1 GetIter          t1 t1
#            2 BuildList        t0 t0.. 0
#            3 ForIter          t1 x -> 14
#            5 JumpIf           x -> 13
#            6 Move             t2 x
#            7 GetIter          t2 t2
#            8 ForIter          t2 y -> 13
#           10 Mul              t3 x y
#           11 ListAppend       t0 t3!
#           12 JumpBack         -> 8
#           13 JumpBack         -> 3
#           14 Drop             x
#           15 Drop             y
#           16 Move             a t0!
#      4    17 Move             t1 rows
#           18 GetIter          t1 t1
#           19 BuildDict        t0 t0.. 0
#           20 ForIter          t1 t2 -> 25
#           22 UnpackSequence   k.. t2! 2
#           23 DictInsert       t0 k v
#           24 JumpBack         -> 20
#           25 Drop             k
#           26 Drop             v
#           27 Move             b t0!
#      5    28 LoadGlobal       t0 sum
#           31 MakeFunction     t1 <code f.<locals>.<genexpr>>
#           32 Move             t2 a
#           33 GetIter          t2 t2
#           34 Call             t1.. 1
#           37 Call             t0.. 1
#           40 Move             t1 b
#           41 Move             t3 a
#           42 GetIter          t3 t3
#           43 Drop             t4
#           44 MakeCell         t4
#           45 BuildList        t2 t2.. 0
#           46 ForIter          t3 t5 -> 55
#           48 StoreCell        t4 t5!
#           49 MakeFunction     t5 <code f.<locals>.<lambda>>
#           50 Move             t6 t4
#           51 BuildTuple       t6 t6.. 1
#           52 SetFunction      t5 t6! 3
#           53 ListAppend       t2 t5!
#           54 JumpBack         -> 46
#           55 Drop             t4
#           56 BuildTuple       t0 t0.. 3
#           57 Return           t0!
#      3    58 Drop             x
#           59 Drop             y
#           60 Reraise          t0
#      4    61 Drop             k
#           62 Drop             v
#           63 Reraise          t0
#   handler 2..14 -> 58 in t0
#   handler 19..25 -> 61 in t0
#
# code f.<locals>.<genexpr> (line 5, 4 registers)
#   locals .0 x
#      5     0 Move             t0 .0
#            1 ForIter          t0 x -> 6
#            3 Yield            t1 x
#            4 Drop             t1
#            5 JumpBack         -> 1
#            6 ReturnConst      None
#
# code f.<locals>.<lambda> (line 5, 1 registers)
#   closure x
#      5     0 LoadFree         t0 *x
#            1 Return           t0!
