# Formats that ask for plain values only, and those that merely look so.
for form, value in [
    ('%s', 'a'), ('%s', 5), ('%d', 5), ('%d', True), ('%s', None), ('%s %s', ('a',)), ('%s', ('a', 'b')), ('%%', ()),
    ('%', 5), ('%s', {}), ('%(a)s', {'a': 1}), ('%.2f', 1.005), ('%.2f', -0.0), ('%.3f', float('inf')), ('%.2f', 3),
    ('%.1fx%s', (2.25, 'q')), ('abc', ()), ('abc', 5), ('%s', 'é'), ('%5s', 'a'), ('%d', -2**63), ('%d', 2**70),
]:
    try:
        print(repr(form % value))
    except Exception as error:
        print(type(error).__name__, error)
class Text(str):
    def __rmod__(self, other):
        return 'asked first'
print('%s' % Text('x'), Text('%s') % 'a')
print(f'{1.005:.2f} {-0.0:.1f} {float("nan"):.2f} {1e22:.3f}', format(2.5, '.0f'))
