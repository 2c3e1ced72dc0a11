# binascii: base64, hexadecimal, uuencode, quoted-printable, checksums, and what each refuses.
import binascii as b
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for i,f in enumerate((lambda:b.a2b_base64('YWJj'),lambda:b.a2b_base64(b'YW Jj\n'),lambda:b.a2b_base64('YQ=='),lambda:b.a2b_base64('YQ='),lambda:b.a2b_base64('Y'),lambda:b.a2b_base64('YWJjY'),lambda:b.a2b_base64('YW=J'),lambda:b.a2b_base64('é'),lambda:b.a2b_base64(1),lambda:b.a2b_base64(''),lambda:b.a2b_base64('YWJj='),lambda:b.a2b_base64('YQ==YQ=='),
*[ (lambda s=s:b.a2b_base64(s,strict_mode=True)) for s in ('YWJj','=YWJj','YQ==\n','YQ=Y=','YWJj=','YQ=','YQ','Y','YW Jj','YQ==YQ==','YQ=a','')],
lambda:b.b2a_base64(b'abc'),lambda:b.b2a_base64(b'abcd',newline=False),lambda:b.b2a_base64('a'),lambda:b.b2a_base64(b''),
lambda:b.hexlify(b'\xb9\x01\xef'),lambda:b.hexlify(b'\xb9\x01\xef',':'),lambda:b.hexlify(b'\xb9\x01\xef',b'_',2),lambda:b.hexlify(b'\xb9\x01\xef','-',-2),lambda:b.hexlify(b'ab','ab'),lambda:b.hexlify('a'),lambda:b.unhexlify('b901EF'),lambda:b.unhexlify('b'),lambda:b.unhexlify('zz'),lambda:b.unhexlify(b'6162'),lambda:b.unhexlify('é'),lambda:b.unhexlify(1),
lambda:b.crc32(b'hello'),lambda:b.crc32(b'lo',b.crc32(b'hel')),lambda:b.crc32(b'x',-1),lambda:b.crc32('a'),lambda:b.crc_hqx(b'hello',0),lambda:b.crc_hqx(b'hello',0x12345),lambda:b.crc32(b'',2**40+5),
lambda:b.a2b_uu(b.b2a_uu(b'hello world')),lambda:b.b2a_uu(b'hello'),lambda:b.b2a_uu(b'\0\0\0',backtick=True),lambda:b.b2a_uu(b'x'*46),lambda:b.a2b_uu('!   ~'),lambda:b.a2b_uu('#86)C\n'),lambda:b.a2b_uu('#86)Cx'),lambda:b.a2b_uu(''),lambda:b.a2b_uu('#86'),lambda:b.a2b_uu(b'`'),lambda:b.a2b_uu(b'!\x7f'),
lambda:b.a2b_qp('a=3Db=\nc_=zz=='),lambda:b.a2b_qp('a_b=5f',header=True),lambda:b.a2b_qp(b'x=\r\ny=4'),lambda:b.a2b_qp('='),lambda:b.b2a_qp(b'a=b\xff \nx\t\n.\n'),lambda:b.b2a_qp(b'a b_',header=True),lambda:b.b2a_qp(b'a\tb c',quotetabs=True),lambda:b.b2a_qp(b'a\r\nb\n',istext=False),lambda:b.b2a_qp(b'x'*80+b'\r\n'+b'y'*75+b'\n'+b'= '*30),lambda:b.b2a_qp(b'a\r\nb \r\n'),lambda:b.b2a_qp(b'.'),lambda:b.b2a_qp(b'a '),lambda:b.b2a_qp('x'),lambda:b.Error.__mro__,lambda:b.Incomplete.__mro__,lambda:b.b2a_qp(data=b'\x01\x7f'),
)):
    print(i,end=' '); t(f)
