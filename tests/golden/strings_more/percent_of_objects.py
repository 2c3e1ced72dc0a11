# The % of texts with objects: whose method makes the text, how often it runs, and what fails before and after it.
class A:
    def __str__(self):
        print('str')
        return 'A'
    def __repr__(self):
        print('repr')
        return 'a'
class S(str):
    def __str__(self): return 'S!'
class T(tuple): pass
class B:
    def __str__(self): return 3
class M(dict):
    pass
for form, args in (('%s', A()), ('%s %s %r', (A(), 'x', A())), ('%d%% %s', (5, A())), ('%s', T((A(),))), ('%s', (T((1,)),)),
                   ('%s', [A()]), ('%s', {}), ('%s', M()), ('%s|%r', (S('q'), S('q'))), ('%s %s', (A(),)), ('%s', (A(), A())),
                   ('%d %s', ('x', A())), ('%s %d', (A(), 'x')), ('%s %', A()), ('%s %z', (A(), 1)), ('%s', B()), ('%s %s', (A(), B())),
                   ('%r', 'é\n'), ('%s', None), ('%s', 10**30), ('%d', 10**30), ('%d', True), ('%s', 1.5), ('%s', ()), ('%s', ((),)),
                   ('', A()), ('x', ()), ('%%', ()), ('%5s|', A()), ('%s' * 3, ('a', 'é', '\U0001f600'))):
    try:
        print(ascii(form % args))
    except Exception as e:
        print(type(e).__name__, e)
