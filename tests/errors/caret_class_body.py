# Errors in a class body and in a metaclass call.
class A:
    x = 1
    class B:
        y = undefined_name
