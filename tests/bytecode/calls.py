# Calls: arguments in place behind the callable, methods without bound methods, gathered arguments.
def f(a, b, *c, d=1, **e):
    g(a, b + 1, x=d)
    a.method(b)
    g(*c, **e)
    return f(g(a), b)[d]
# ---
# code <module> (line 1, 4 registers)
#      2     0 BuildDict        t1 t1.. 0
#            1 LoadConst        t2 "d"
#            2 LoadInt          t3 1
#            3 DictInsert       t1 t2! t3!
#            4 MakeFunction     t0 <code f>
#            5 SetFunction      t0 t1! 1
#            6 StoreName        t0! f
#            8 ReturnConst      None
#
# code f (line 2, 9 registers)
#   locals a b d c e
#      3     0 LoadGlobal       t0 g
#            3 Move             t1 a
#            4 AddInt           t2 b 1
#            5 Move             t3 d
#            6 CallKw           t0.. 3 ("x",)
#            8 Drop             t0
#      4     9 LoadMethod       t0.. a method
#           12 Move             t2 b
#           13 CallMethod       t0.. 1
#           16 Drop             t0
#      5    17 LoadGlobal       t0 g
#           20 Move             t1 c
#           21 BuildDict        t2 t2.. 0
#           22 DictMerge        t2 e t0
#           23 CallEx           t0.. 1
#           24 Drop             t0
#      6    25 LoadGlobal       t0 f
#           28 LoadGlobal       t1 g
#           31 Move             t2 a
#           32 Call             t1.. 1
#           35 Move             t2 b
#           36 Call             t0.. 2
#           39 Subscr           t0 t0 d
#           41 Return           t0!
