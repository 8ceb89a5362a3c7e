"""Objects as a key: for what is computed of them once, however many states share them."""


class Same:
    """Some objects, equal to others only where they are the very same ones."""

    def __init__(self, *objects: object) -> None:
        # They are held: nothing else may get their place in memory while the key lives.
        self._objects = objects
        self._hash = hash(tuple(map(id, objects)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same) or len(self._objects) != len(other._objects):
            return False
        pairs = zip(self._objects, other._objects, strict=True)
        return all(mine is theirs for mine, theirs in pairs)
