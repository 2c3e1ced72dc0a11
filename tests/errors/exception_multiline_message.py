# A message with several lines is printed as it is.
raise ValueError("line one\nline two\n\nline four")
