# Fails if time tuples are not checked, or strptime does not parse.
import time
for a in [(2000,13,1,0,0,0,0,1,0),(2000,1,32,0,0,0,0,1,0),(2000,1,1,24,0,0,0,1,0),(2000,1,1,0,60,0,0,1,0),(2000,1,1,0,0,62,0,1,0),(2000,1,1,0,0,61,7,1,0),(2000,1,1,0,0,0,-2,1,0),(2000,1,1,0,0,0,0,367,0),(2000,0,0,0,0,0,0,0,0),(2**70,1,1,0,0,0,0,1,0),(1,2),'abc',(2000,1,1,0,0,0,'x',1,0), [2000]*9]:
    for f in (time.asctime, lambda t: time.strftime('%Y %m %d %j %w',t), time.mktime):
        try: print(f(a))
        except Exception as e: print(type(e).__name__, e)
for a in [('%d',),(1,),('%Y',1)]:
    try: print(ascii(time.strftime(*a)) if len(a)!=1 else time.strftime(*a)[:0])
    except Exception as e: print(type(e).__name__, e)
print(time.strptime('2024-02-29 10:11:12','%Y-%m-%d %H:%M:%S'))
try: time.strptime('x','%Y')
except ValueError as e: print(e)
print(time.strptime.__doc__[:60])
