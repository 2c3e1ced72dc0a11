# A misspelt def gets a suggestion.
deff f():
    pass
