# A failing call in a chain of methods.
result = ("a,b,c".upper()
          .split(",")
          .index("Z"))
