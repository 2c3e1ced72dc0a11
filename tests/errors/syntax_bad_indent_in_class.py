# An unindented method body.
class C:
    def m(self):
    return 1
