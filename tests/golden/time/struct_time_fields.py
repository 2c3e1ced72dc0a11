# Fails if named tuples of the system are not made, or changed, as their fields say.
import time, os, copy, sys
def ss():
    for a in ((1,), ([1]*8,), ([1]*12,), ([1]*9,{'tm_zone':'X'}), ([1]*9,5), ([1]*9,{'tm_year':5}), ([1]*9,{'zz':1}), ([1]*10,{'tm_zone':'Y'}), ([1]*9,{'tm_zone':'X','tm_gmtoff':3}), ([1]*10,{'tm_gmtoff':3}), ([1]*9,None),([1]*9,{}), ([1]*9,{1:2})):
        try: r=time.struct_time(*a); print(r, r.tm_zone, r.tm_gmtoff)
        except TypeError as e: print(e)
    t=time.struct_time([1]*11)
    for kw in ({}, {'tm_year':5}, {'tm_zone':'Q'}, {'bad':1}, {'bad':1,'b2':3,'tm_year':3}):
        try: r=copy.replace(t,**kw); print(r, r.tm_zone)
        except Exception as e: print(type(e).__name__, e)
    try: t.__replace__(1)
    except TypeError as e: print(e)
    print(copy.replace(sys.version_info, major=5)[0] if hasattr(sys.version_info,'__replace__') else 'none')
    print(t.__reduce__()[1][1])
ss()
