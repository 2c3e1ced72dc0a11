# _heapq and _operator: heaps of all kinds of items, both orders; operators and getters over Python methods.
import _heapq, heapq, random, _operator as o, operator
class P:
    def __init__(s,v): s.v=v
    def __lt__(s,t): return s.v<t.v
    def __repr__(s): return 'P%r'%s.v
for mk in (int, float, P, lambda v:(v,'x'), str):
    random.seed(5)
    h=[]; hm=[]
    for i in range(60):
        v=random.randrange(30); heapq.heappush(h,mk(v)); heapq.heappush_max(hm,mk(v))
        if i%7==6: print(heapq.heappop(h),heapq.heappop_max(hm),end=' ')
        if i%5==0: print(heapq.heapreplace(h,mk(i)),heapq.heapreplace_max(hm,mk(i)),end=' ')
        if i%6==0: print(heapq.heappushpop(h,mk(i)),heapq.heappushpop_max(hm,mk(i)),end=' ')
    print(h,hm)
    l=[mk(random.randrange(99)) for _ in range(50)]; l2=l[:]
    heapq.heapify(l); heapq.heapify_max(l2); print(l,l2)
    print(heapq.nsmallest(3,l),heapq.nlargest(3,l),list(heapq.merge([mk(1),mk(3)],[mk(2)])))
class Bad:
    def __lt__(s,t): raise ValueError('no')
class Shrink:
    def __lt__(s,t): h.clear(); return True
class NI:
    def __lt__(s,t): return NotImplemented
    def __gt__(s,t): return True
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda:heapq.heapify([Bad(),Bad()]))
h=[Shrink(),Shrink(),Shrink(),Shrink()]; t(lambda:heapq.heappush(h,Shrink()))
h=[NI(),NI()]; t(lambda:heapq.heappush(h,NI()))
t(lambda:heapq.heappush(1,2)); t(lambda:heapq.heappop_max([]));t(lambda:heapq.heapreplace([],1)); t(lambda:heapq.heappushpop([],1)); t(lambda:heapq.heapify_max((1,)))
class V:
    def __add__(s,t): return 'add'
    def __radd__(s,t): return 'radd'
    def __iadd__(s,t): return 'iadd'
    def __eq__(s,t): return 'eq'
    def __lt__(s,t): return NotImplemented
    def __getitem__(s,k): return ('item',k)
    def m(s,*a,**k): return (a,k)
    @property
    def p(s): return 5
v=V()
for f in (lambda:o.add(v,1),lambda:o.add(1,v),lambda:o.iadd(v,1),lambda:o.isub(v,1),lambda:o.eq(v,1),lambda:o.lt(v,1),lambda:o.lt(v,v),lambda:o.getitem(v,3),lambda:o.itemgetter(3)(v),lambda:o.itemgetter(3,4)(v),lambda:o.attrgetter('p')(v),lambda:o.methodcaller('m',1,k=2)(v),lambda:o.methodcaller('zz')(v),lambda:o.itemgetter(1)(5),lambda:o.itemgetter('a')({}),lambda:o.itemgetter(1)([1,2]),lambda:o.itemgetter(-1)([1,2]),lambda:o.itemgetter(5)((1,)),lambda:o.itemgetter(1)(),lambda:o.itemgetter(1)(1,2),lambda:o.itemgetter(1)(k=1),lambda:o.itemgetter(k=1),lambda:o.attrgetter(),lambda:o.attrgetter('a',1),lambda:o.attrgetter('real.imag')(3),lambda:o.itemgetter(1).__reduce__(),lambda:o.attrgetter('a.b','c').__reduce__(),lambda:o.methodcaller('a',1).__reduce__(),lambda:o.methodcaller('a',1,k=2).__reduce__(),lambda:o.itemgetter(1,2),lambda:o.abs('a'),lambda:o.neg('a'),lambda:o.inv(1.5),lambda:o.index('a'),lambda:o.index(True),lambda:o.concat('a',1),lambda:o.concat(1,[1]),lambda:o.iconcat([1],(2,)),lambda:o.pow('a',1),lambda:o.ipow('a',1),lambda:o.length_hint(iter([1,2])),lambda:o.length_hint(1,7),lambda:o.length_hint(1,'a'),lambda:o.call(lambda *a,**k:(a,k),1,b=2),lambda:o.call(),lambda:o._compare_digest('a','a'),lambda:o._compare_digest('é','a'),lambda:o._compare_digest(b'a',bytearray(b'b')),lambda:o._compare_digest('a',b'a'),lambda:o.countOf(iter([1,1.0,2]),1),lambda:o.indexOf((x for x in 'abc'),'c'),lambda:o.contains({1},1),lambda:o.contains(1,1),lambda:o.add(1),lambda:o.not_(v),lambda:operator.__add__(1,2),lambda:sorted([(1,'b'),(0,'z')],key=o.itemgetter(1)),lambda:list(map(o.attrgetter('real'),[1,2])),lambda:o.setitem(v,1,2),lambda:o.delitem([1],0),lambda:o.add('a',1),lambda:o.mod('%s',1),lambda:o.matmul(1,2),lambda:o.imatmul(1,2),lambda:o.truth(v)):
    t(f)
print(operator.itemgetter.__doc__==o.itemgetter.__doc__, operator.itemgetter.__module__)
