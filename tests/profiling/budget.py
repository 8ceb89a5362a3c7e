"""Names that may be looked up so many times: a quadratic algorithm fails instead of hanging."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Look-ups that are left to all names made from it."""

    left: int

    def names(self, count: int) -> list[str]:
        """Return q0, q1, … of which every look-up in a mapping or a set is counted."""
        return [_Counted(f"q{index}", self) for index in range(count)]

    def spend(self) -> None:
        """Count one look-up."""
        self.left -= 1
        if self.left < 0:
            raise AssertionError("more look-ups than a linear algorithm needs")


class _Counted(str):
    __slots__ = ("_budget",)

    _budget: Budget

    def __new__(cls, text: str, budget: Budget) -> "_Counted":
        name = super().__new__(cls, text)
        name._budget = budget
        return name

    def __hash__(self) -> int:
        self._budget.spend()
        return super().__hash__()
