# A misspelt keyword gets a suggestion.
whille True:
    pass
