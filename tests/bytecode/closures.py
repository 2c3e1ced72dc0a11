# Cells and free variables; generators and coroutines suspend in the middle.
def f(a, b):
    def g():
        nonlocal b
        b += a
        yield b
        c = yield from g()
        return c
    return g


async def h(x):
    async with x as y:
        async for z in y:
            await z
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#     12     3 MakeFunction     t0 <code h>
#            4 StoreName        t0! h
#            6 ReturnConst      None
#
# code f (line 2, 7 registers)
#   locals a b g
#            0 MakeCell         a
#            1 MakeCell         b
#            2 MakeCell         g
#      3     3 MakeFunction     t0 <code f.<locals>.g>
#            4 Move             t1 a
#            5 Move             t2 b
#            6 Move             t3 g
#            7 BuildTuple       t1 t1.. 3
#            8 SetFunction      t0 t1! 3
#            9 StoreCell        g t0!
#      9    10 LoadCell         t0 g
#           11 Return           t0!
#
# code f.<locals>.g (line 3, 3 registers)
#   locals c
#   closure a b g
#      5     0 LoadFree         t0 *b
#            1 LoadFree         t1 *a
#            2 Add              t0 t0 t1! in place
#            3 StoreFree        *b t0!
#      6     4 LoadFree         t0 *b
#            5 Yield            t0 t0
#            6 Drop             t0
#      7     7 LoadFree         t0 *g
#            8 Call             t0.. 0
#           11 GetYieldFrom     t0 t0
#           12 YieldFrom        c t0 0
#      8    13 Return           c
#
# code h (line 12, 8 registers)
#   locals x y z
#     13     0 LoadSpecial      t0.. x 3
#            1 LoadSpecial      t2.. x 2
#            2 CallMethod       t2.. 0
#            5 GetAwaitable     t2 t2 1
#            6 YieldFrom        t2 t2 1
#            7 Move             y t2!
#     14     8 Move             t2 y
#            9 GetAIter         t2 t2
#           10 GetANext         t3 t2
#           11 YieldFrom        t3 t3 1
#           12 Move             z t3!
#     15    13 GetAwaitable     t4 z 0
#           14 YieldFrom        t3 t4 1
#           15 Drop             t3
#     14    16 JumpBack         -> 10
#           17 EndAsyncFor      t3 t2
#     13    18 LoadConst        t2 None
#           19 LoadConst        t3 None
#           20 LoadConst        t4 None
#           21 CallMethod       t0.. 3
#           24 GetAwaitable     t0 t0 2
#           25 YieldFrom        t0 t0 1
#           26 Drop             t0
#           27 ReturnConst      None
#           28 EnterHandler     t2 t3
#           29 WithExcept       t4 t0 t2
#           30 GetAwaitable     t4 t4 2
#           31 YieldFrom        t4 t4 1
#           32 JumpIf           t4! -> 34 if true
#           33 EndHandler       t2 t3
#           34 LeaveHandler     t2 t3
#           35 Drop             t0
#           36 Drop             t1
#           37 ReturnConst      None
#           38 LeaveHandler     t2 t3
#           39 Reraise          t4
#   handler 7..10 -> 28 in t2
#   handler 10..12 -> 17 in t3
#   handler 12..18 -> 28 in t2
#   handler 29..33 -> 38 in t4
