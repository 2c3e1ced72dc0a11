# Blocks may be indented by any consistent amount, tabs included, and nest deeply.
if 1:
	if 2:
		print("tabs")
if 1:
 if 1:
  if 1:
          if 1:
                print("deep")
 print("back")
