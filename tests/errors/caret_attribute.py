# Attribute errors mark the attribute.
class Node:
    next = None
n = Node()
n.next.value.name
