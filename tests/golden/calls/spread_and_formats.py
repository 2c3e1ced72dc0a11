# Arguments from dictionaries, and templates filled in by names: values and errors.
print('{a}{b:>3}{0}{{}}'.format(1,a=2,b=3), '{}{}'.format(1,'x'), '{0}{1}{0}'.format(1,2), '{x.real}'.format(x=3), '{0[1]}'.format([1,2]))
for f,a,k in (('{}{0}',(1,2),{}),('{0}{}',(1,2),{}),('{a}',(),{}),('{1}',(1,),{}),('{',(),{}),('}',(),{}),('{a',(),{'a':1}),('{12}',(1,),{}),('{a b}',(),{'a b':3}),('{é}',(),{'é':4})):
    try: print(f.format(*a,**k))
    except Exception as e: print(type(e).__name__, e)
class M(dict):
    def __missing__(self,k): return '<'+k+'>'
print('{a}{b}'.format_map(M(a=1)), '%(a)s %(b)s' % M(a=1))
d={'a':'x','n':5,'f':1.5}
print('%(a)s%(n)d%%%(n)s %(f)s %(n)05d %(a)r' % d)
for f in ('%(zz)s','%(a)d','%(a','%(a)','%(a)z','%s %(a)s','%(a)s %s','%((a))s'):
    try: print(f % d)
    except Exception as e: print(type(e).__name__, e)
print('x' % {}, '%%' % {}, '%s' % {})
def fn(*a,**k): return a,k
print(fn(*(1,2),**{'x':3}), fn(**{'y':1}))
try: fn(**{1:2})
except TypeError as e: print(e)
def fn2(a,b=2,*,c=3): return a,b,c
print(fn2(*(1,),**{'c':5}), fn2(**{'a':1,'b':7}))
for kw in ({'a':1},{'z':2}):
    try: print(fn2(1,**kw))
    except TypeError as e: print(e)
k1='c'+''.join(['c']); 
try: print(fn2(1,**{k1:4}))
except TypeError as e: print(e)
def gfn(**k): yield k
print(list(gfn(**{'a':1})))
