# An error in a class decorator points at the decorator.
def check(cls):
    if not hasattr(cls, "name"):
        raise AttributeError(f"{cls.__name__} lacks name")
    return cls
@check
class A:
    name = 1
@check
class B:
    pass
