# A capture pattern makes later cases unreachable.
match x:
    case y:
        pass
    case 1:
        pass
