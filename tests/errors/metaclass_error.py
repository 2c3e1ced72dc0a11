# Errors in __init_subclass__ and __set_name__.
class Base:
    def __init_subclass__(cls, /, limit):
        cls.limit = int(limit)
class Good(Base, limit=5): pass
class Bad(Base, limit="many"): pass
