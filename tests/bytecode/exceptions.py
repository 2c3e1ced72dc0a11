# Handlers cost nothing where nothing is raised; `finally` stands once for each way out.
def f(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError as error:
        print(error)
    finally:
        print("done")
# ---
# code <module> (line 1, 1 registers)
#      2     0 MakeFunction     t0 <code f>
#            1 StoreName        t0! f
#            3 ReturnConst      None
#
# code f (line 2, 11 registers)
#   locals path file error
#      4     0 LoadGlobal       t2 open
#            3 Move             t3 path
#            4 Call             t2.. 1
#            7 LoadSpecial      t0.. t2 1
#            8 LoadSpecial      t2.. t2 0
#            9 CallMethod       t2.. 0
#           12 Move             file t2!
#      5    13 LoadMethod       t2.. file read
#           16 CallMethod       t2.. 0
#      4    19 Move             t3 t0!
#           20 Move             t4 t1!
#           21 LoadConst        t5 None
#           22 LoadConst        t6 None
#           23 LoadConst        t7 None
#           24 CallMethod       t3.. 3
#           27 Drop             t3
#      9    28 LoadGlobal       t3 print
#           31 LoadConst        t4 "done"
#           32 Call             t3.. 1
#           35 Drop             t3
#      5    36 Return           t2!
#      9    37 LoadGlobal       t0 print
#           40 LoadConst        t1 "done"
#           41 Call             t0.. 1
#           44 Drop             t0
#      3    45 ReturnConst      None
#      4    46 EnterHandler     t2 t3
#           47 WithExcept       t4 t0 t2
#           48 JumpIf           t4! -> 50 if true
#           49 EndHandler       t2 t3
#           50 LeaveHandler     t2 t3
#           51 Drop             t0
#           52 Drop             t1
#           53 Jump             -> 37
#           54 LeaveHandler     t2 t3
#           55 Reraise          t4
#      3    56 EnterHandler     t0 t1
#      6    57 LoadGlobal       t2 OSError
#           60 MatchException   t2 t0 t2
#           61 JumpIf           t2! -> 75
#           62 Move             error t0
#      7    63 LoadGlobal       t2 print
#           66 Move             t3 error
#           67 Call             t2.. 1
#           70 Drop             t2
#      6    71 LeaveHandler     t0 t1
#           72 LoadConst        error None
#           73 DeleteFast       error
#           74 Jump             -> 37
#      3    75 EndHandler       t0 t1
#           76 LeaveHandler     t0 t1
#           77 Reraise          t2
#           78 EnterHandler     t0 t1
#      9    79 LoadGlobal       t2 print
#           82 LoadConst        t3 "done"
#           83 Call             t2.. 1
#           86 Drop             t2
#      3    87 EndHandler       t0 t1
#           88 LeaveHandler     t0 t1
#           89 Reraise          t2
#      6    90 LoadConst        error None
#           91 DeleteFast       error
#           92 LeaveHandler     t0 t1
#           93 Reraise          t2
#   handler 0..12 -> 56 in t0
#   handler 12..19 -> 46 in t2
#   handler 19..28 -> 56 in t0
#   handler 46..47 -> 56 in t0
#   handler 47..49 -> 54 in t4
#   handler 49..56 -> 56 in t0
#   handler 56..57 -> 78 in t0
#   handler 57..63 -> 76 in t2
#   handler 63..71 -> 90 in t2
#   handler 71..78 -> 78 in t0
#   handler 79..87 -> 88 in t2
#   handler 90..92 -> 76 in t2
#   handler 92..94 -> 78 in t0
