# A decorator with nothing to decorate.
@property
x = 5
