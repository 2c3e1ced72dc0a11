# Patterns: literals, sequences, mappings, classes, alternatives, guards.
def f(x):
    match x:
        case 1 | 2:
            return "small"
        case [a, *rest] if a:
            return rest
        case {"k": v, **others}:
            return v, others
        case Point(x=0, y=y):
            return y
        case _:
            return None
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 13 registers)
#   locals x a rest v others y
#      3     0 Move             t0 x
#      4     1 JumpEqInt        t0 1 -> 3
#            2 Jump             -> 4
#            3 JumpEqInt        t0 2 -> 6
#            4 Drop             t0
#      5     5 ReturnConst      "small"
#      6     6 MatchSequence    t3 t0
#            7 JumpIf           t3! -> 19
#            8 GetLen           t3 t0
#            9 JumpGeInt        t3! 1 -> 19
#           10 UnpackEx         t3.. t0 1 +0
#           12 Move             t1 t3!
#           13 Move             t2 t4!
#           14 Move             a t1!
#           15 Move             rest t2!
#           16 JumpIf           a -> 19
#           17 Drop             t0
#      7    18 Return           rest
#      8    19 MatchMapping     t3 t0
#           20 JumpIf           t3! -> 46
#           21 GetLen           t3 t0
#           22 JumpGeInt        t3! 1 -> 46
#           23 LoadConst        t3 ("k",)
#           24 MatchKeys        t4 t0 t3
#           25 JumpIsNone       t4 -> 36 if true
#           26 BuildDict        t5 t5.. 0
#           27 DictUpdate       t5 t0
#           28 UnpackSequence   t6.. t3! 1
#           29 DeleteSubscr     t5 t6!
#           30 Move             t1 t5!
#           31 UnpackSequence   t5.. t4! 1
#           32 Move             t2 t5!
#           33 Move             others t1!
#           34 Move             v t2!
#           35 Jump             -> 41
#           36 Drop             t4
#           37 Drop             t3
#           38 Drop             t2
#           39 Drop             t1
#           40 Jump             -> 46
#           41 Drop             t0
#      9    42 Move             t1 v
#           43 Move             t2 others
#           44 BuildTuple       t1 t1.. 2
#           45 Return           t1!
#     10    46 Move             t2 t0
#           47 LoadGlobal       t3 Point
#           50 LoadConst        t4 ("x", "y")
#           51 MatchClass       t2 t2.. 0
#           52 JumpIsNone       t2 -> 59 if true
#           53 UnpackSequence   t2.. t2 2
#           54 JumpEqInt        t2! 0 -> 58
#           55 Move             t1 t3!
#           56 Move             y t1!
#           57 Jump             -> 62
#           58 Drop             t3
#           59 Drop             t2
#           60 Drop             t1
#           61 Jump             -> 64
#           62 Drop             t0
#     11    63 Return           y
#     12    64 Drop             t0
#     13    65 ReturnConst      None
