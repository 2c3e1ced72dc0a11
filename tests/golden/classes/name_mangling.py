# Names with two leading underscores in a class are mangled wherever they appear.
class _Foo:
    __x = 1
    def __m(self, __arg=2): __local = 3; return self.__x, __arg, __local, sorted(locals())
    def call(self): self.__y = 4; return self.__m(), vars(self)
    __z__ = "not"
    def kw(self, **k): return k
    def imp(self):
        def __inner(): pass
        class __C: pass
        return __inner.__name__, __C.__name__
    def use(self): return self.kw(__a=1)
    def glob(self):
        global __g
        __g = 5
f = _Foo()
print(f.call(), f._Foo__x, _Foo.__z__, f.imp(), f.use())
f.glob(); print(_Foo__g)
class ___: __q = 1
print(___.__q if hasattr(___, "__q") else "mangled")
class A:
    def f(self): return getattr(self, "__p", "no"), [__v for __v in "a"]
print(A().f())
