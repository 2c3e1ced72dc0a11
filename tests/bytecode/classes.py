# Class bodies: namespace stores, the class cell, `super()`.
class A(B, metaclass=M):
    """doc"""
    x: int = 1

    def m(self):
        return super().m() + self.x
# ---
# code <module> (line 1, 5 registers)
#      2     0 Intrinsic        t0 t0.. LoadBuildClass
#            1 MakeFunction     t1 <code A>
#            2 LoadConst        t2 "A"
#            3 LoadName         t3 B
#            6 LoadName         t4 M
#            9 CallKw           t0.. 4 ("metaclass",)
#           11 StoreName        t0! A
#           13 ReturnConst      None
#
# code A (line 2, 4 registers)
#   locals __class__ __classdict__
#            0 MakeCell         __class__
#            1 MakeCell         __classdict__
#      2     2 LoadName         t0 __name__
#            5 StoreName        t0! __module__
#            7 LoadConst        t0 "A"
#            8 StoreName        t0! __qualname__
#           10 LoadInt          t0 2
#           11 StoreName        t0! __firstlineno__
#           13 Intrinsic        t0 t0.. LoadLocals
#           14 StoreCell        __classdict__ t0!
#      3    15 LoadConst        t0 "doc"
#           16 StoreName        t0! __doc__
#      4    18 LoadInt          t0 1
#           19 StoreName        t0! x
#      6    21 MakeFunction     t0 <code A.m>
#           22 Move             t1 __class__
#           23 BuildTuple       t1 t1.. 1
#           24 SetFunction      t0 t1! 3
#           25 StoreName        t0! m
#      2    27 MakeFunction     t0 <code A.__annotate__>
#           28 Move             t1 __classdict__
#           29 BuildTuple       t1 t1.. 1
#           30 SetFunction      t0 t1! 3
#           31 StoreName        t0! __annotate_func__
#           33 LoadConst        t0 ()
#           34 StoreName        t0! __static_attributes__
#           36 Move             t0 __classdict__
#           37 StoreName        t0! __classdictcell__
#           39 Move             t0 __class__
#           40 StoreName        t0 __classcell__
#           42 Return           t0!
#
# code A.m (line 6, 4 registers)
#   locals self
#   closure __class__
#      7     0 LoadGlobal       t0 super
#            3 LoadFree         t1 *__class__
#            4 Move             t2 self
#            5 LoadSuperMethod  t0.. m
#            7 CallMethod       t0.. 0
#           10 LoadAttr         t1 self x
#           13 Add              t0 t0 t1!
#           14 Return           t0!
#
# code A.__annotate__ (line 2, 4 registers)
#   locals format
#   closure __classdict__
#      2     0 JumpGtInt        format 2 -> 3
#            1 Intrinsic        t0 t0.. LoadNotImplementedError
#            2 Raise            t0! -
#            3 BuildDict        t0 t0.. 0
#            4 LoadConst        t1 "x"
#      4     5 LoadFree         t2 *__classdict__
#            6 LoadFromDictOrGlobal t2 int
#      2     7 DictInsert       t0 t1! t2!
#            8 Return           t0!
