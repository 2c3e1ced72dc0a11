# Notes follow the message, each on its lines.
e = ValueError("with notes")
e.add_note("first note")
e.add_note("second\n  indented")
raise e
