# A misspelt keyword argument gets a suggestion.
def paint(colour, thickness=1): pass
paint(colour="red", thicknes=2)
