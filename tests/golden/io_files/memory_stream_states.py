# Fails if streams in memory cannot be copied, pickled, or given a state.
import io,pickle,copy
s=io.StringIO('abc\nd'); s.read(2)
for f in (lambda: copy.copy(s).read(), lambda: pickle.loads(pickle.dumps(s)).getvalue(), lambda: s.__getstate__(), lambda: io.BytesIO(b'xy').__getstate__(), lambda: pickle.loads(pickle.dumps(io.BytesIO(b'xy'))).getvalue()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for c,st in ((io.StringIO,[('x','\n',1,None),('x','\n',1,{'a':1}),('x','\n',-1,None),('x',None,0),(1,'\n',0,None),('x','\n','a',None),('x','\n',0,5),5,('a\r\nb','\r\n',2,None),('x','bad',0,None)]),(io.BytesIO,[(b'x',1,None),(b'x',-1,None),(b'x',0),('x',0,None),(b'x','a',None),(b'x',0,5),(b'xyz',2,{'q':1}),5])):
    for s in st:
        o=c()
        try: print(o.__setstate__(s), o.getvalue(), o.tell(), o.__dict__)
        except Exception as e: print(type(e).__name__, e)
    continue
    for f in (lambda: o.__getstate__(), lambda: o.__setstate__(st[0])):
        try: f()
        except ValueError as e: print(e)
s=io.StringIO('a\r\nb',newline=None); s.k=1; print(s.__getstate__()); s=io.StringIO('a\r\nb',newline=''); print(s.__getstate__())
