# Bytes literals hold only ASCII characters.
x = b"é"
