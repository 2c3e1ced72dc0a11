# An error in __set_name__ gets a note.
class D:
    def __set_name__(self, owner, name):
        raise TypeError("no name wanted")
class C:
    attr = D()
