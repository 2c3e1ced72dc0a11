# cmath: every function on zeros, finite numbers, infinities and NaN, to 12 digits; logarithms to a base, closeness.
import cmath, math
def t(f,*a):
    try: r=f(*a); return repr(r)
    except BaseException as e: return type(e).__name__+' '+str(e)
inf=float('inf'); nan=float('nan')
V=[0.0,-0.0,1.0,-2.5,1e200,inf,-inf,nan,710.0]
S=['acos','acosh','asin','asinh','atan','atanh','cos','cosh','exp','log','log10','sin','sinh','sqrt','tan','tanh','phase','polar','isfinite','isnan','isinf']
def fmt(r):
    # 12 significant digits are enough: libms differ in the last ones
    import re
    return re.sub(r'\d+\.\d+(e[-+]?\d+)?', lambda m: '%.12g'%float(m.group()), r)
for s in S:
    f=getattr(cmath,s); out=[]
    for a in V:
        for b in V: out.append(fmt(t(f,complex(a,b))))
    print(s,out)
print([fmt(t(cmath.rect,a,b)) for a in V for b in V])
print(t(cmath.log,10,10),t(cmath.log,2j,3),t(cmath.log,0),t(cmath.log,1,0),t(cmath.log,1,1),t(cmath.sqrt,'a'),t(cmath.sqrt,-1),t(cmath.exp,1000),t(cmath.cosh,1000),t(cmath.isclose,1,1+1e-10),t(cmath.isclose,1,2,),cmath.isclose(1,1.1,rel_tol=.2),t(lambda:cmath.isclose(1,2,rel_tol=-1)),cmath.pi,cmath.e,cmath.tau,cmath.inf,cmath.nan,cmath.infj,cmath.nanj)
class C:
    def __complex__(s): return 3j
class F:
    def __float__(s): return -4.0
print(cmath.sqrt(C()),cmath.sqrt(F()),cmath.phase(-1),cmath.polar(1j),[n for n in dir(cmath) if n[0]!='_'])
