# Stripping sets of characters and bytes, joining, and UTF-8 by its name or by default.
for t in ('xabx','x','','xx','éxé','xéx',' a ','axbx','日本x日'):
    for c in ('x','xb','é','xé','日','',None,' '):
        print(repr(t.strip(c)), repr(t.lstrip(c)), repr(t.rstrip(c)), end=' ')
        if c is not None:
            b=t.encode(); d=c.encode(); print(b.strip(d), b.lstrip(d), b.rstrip(d), bytearray(b).strip(d), end=' ')
    print()
print('abc'.encode(), 'abc'.encode('utf-8'), 'é'.encode(), 'a'.encode('ascii'), 'a'.encode('utf-8','ignore'), 'a'.encode(encoding='utf-16-le'))
print(b'abc'.decode(), b'abc'.decode('utf-8'), 'é'.encode().decode(), b'\xff'.decode('latin-1'), bytearray(b'a').decode(), b'a'.decode(errors='ignore'))
for f in (lambda: 'a'.encode(5), lambda: 'a'.encode('utf-8', 5), lambda: b'a'.decode('nope'), lambda: b'\xff'.decode(), lambda: 'a'.encode('\0'), lambda: '\ud800'.encode()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(b','.join([b'a',b'b']), b''.join([]), b'-'.join([b'x']), bytearray(b'-').join([b'a',bytearray(b'b')]))
