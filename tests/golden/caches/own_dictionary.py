# Attributes of an object whose __dict__ was asked for: its own go before those of the class, at the same place.
class Thing:
    size = 'class'
    def method(self):
        return 'class'

thing = Thing()
thing.__dict__
for turn in range(6):
    if turn == 2:
        thing.method, thing.size = (lambda: 'own'), 'own'
    if turn == 4:
        del thing.method, thing.size
    if turn == 5:
        Thing.method, Thing.size = (lambda self: 'changed'), 'changed'
    bound = thing.method
    print(thing.method(), bound(), thing.size, getattr(thing, 'method')())
for turn in range(2):
    thing.__dict__['late'] = turn
    print(thing.late, thing.__class__.__name__, thing.__dict__)
