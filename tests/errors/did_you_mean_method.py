# A misspelt method of a built-in type gets a suggestion.
[1, 2].apend(3)
