# Fails if data does not survive compression, or damaged data is not refused in zlib's words.
import zlib, gzip, zipfile, io, tarfile, os
data=b'hello world '*500+bytes(range(256))
for lvl in (-1,0,1,6,9): 
    c=zlib.compress(data,lvl); print(len(c)<len(data)+50, c[:2], zlib.decompress(c)==data)
print(zlib.crc32(b'abc'), zlib.adler32(b'abc'), zlib.crc32(b'def', zlib.crc32(b'abc'))==zlib.crc32(b'abcdef'), zlib.adler32(data*20))
for w in (-15,15,31,47):
    try: 
        o=zlib.compressobj(6,zlib.DEFLATED,w); x=o.compress(data)+o.flush(zlib.Z_SYNC_FLUSH)+o.compress(b'tail')+o.flush(); print(w, zlib.decompress(x,w)==data+b'tail')
    except Exception as e: print(w,type(e).__name__,e)
d=zlib.decompressobj(); c=zlib.compress(data); out=b''
for i in range(0,len(c),7): out+=d.decompress(c[i:i+7])
print(out==data, d.eof, d.flush(), d.unused_data, d.unconsumed_tail)
d=zlib.decompressobj(); x=d.decompress(c+b'extra',10); print(x, len(d.unconsumed_tail)>0, d.eof); 
y=d.copy(); r=d.decompress(d.unconsumed_tail); print((x+r)==data, d.unused_data, d.eof); print(y.flush()[:5])
for bad in (b'', b'x', b'\x78\x9c', c[:-1], c[:20], b'\x00'*10, c[:-4]+b'\0\0\0\0', b'\x1f\x8b'):
    try: zlib.decompress(bad)
    except zlib.error as e: print(e)
for f in (lambda: zlib.compress(b'',10), lambda: zlib.compressobj(10), lambda: zlib.decompress(b'',7), lambda: zlib.compress('s'), lambda: zlib.decompressobj().decompress(b'',-1), lambda: zlib.decompress(c,15,0)):
    try: f(); print('ok')
    except Exception as e: print(type(e).__name__, e)
o=zlib.compressobj(); o.flush()
try: o.compress(b'x')
except zlib.error as e: print(e)
print(gzip.decompress(gzip.compress(data))==data, zlib.decompress(gzip.compress(data),47)==data)
b=io.BytesIO()
with gzip.GzipFile('n','wb',fileobj=b,mtime=1) as f: f.write(data); f.write(b'more')
b.seek(0)
with gzip.open(b) as f: print(f.read(5), f.readline()[:3], len(f.read()), f.tell())
z=io.BytesIO()
with zipfile.ZipFile(z,'w',zipfile.ZIP_DEFLATED) as f: f.writestr('a.txt',data); f.writestr('d/b.txt','é')
with zipfile.ZipFile(z) as f: print(f.namelist(), f.read('a.txt')==data, f.testzip(), f.open('d/b.txt').read())
t=io.BytesIO()
with tarfile.open(fileobj=t,mode='w:gz') as f:
    i=tarfile.TarInfo('x'); i.size=3; f.addfile(i, io.BytesIO(b'abc'))
t.seek(0)
with tarfile.open(fileobj=t) as f: print(f.getnames(), f.extractfile('x').read())
print(zlib.Z_BEST_COMPRESSION, zlib.MAX_WBITS, zlib.error.__mro__[1], type(zlib.compressobj()).__name__)
