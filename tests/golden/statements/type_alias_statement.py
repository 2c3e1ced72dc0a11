# A type statement makes a lazily evaluated alias with its own parameters.
type Pair[T] = tuple[T, T]
type Later = NotYet
print(Pair, Pair.__name__, Pair.__type_params__, Pair.__value__)
print(Pair[int], Pair[int].__args__)
try: Later.__value__
except NameError as e: print(e)
NotYet = int
print(Later.__value__)
type Rec = list[Rec] | int
print(Rec.__value__)
print(type(Pair).__name__, type(Pair).__module__)
type = 3
print(type)
