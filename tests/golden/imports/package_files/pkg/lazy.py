print("lazy loaded")
x = "lazy x"
