# A misspelt built-in gets a suggestion.
prnit("hello")
