"""Boolean functions, exactly: reduced ordered binary decision diagrams.

https://doi.org/10.1109/TC.1986.1676819
"""

from collections.abc import Collection, Iterable, Mapping

Function = int
"""A function of some diagrams; two functions are equal exactly if their numbers are."""

FALSE: Function = 0
TRUE: Function = 1
_NO_VARIABLE = -1

_Node = tuple[int, Function, Function]
_Choice = tuple[Function, Function, Function]


class TooLargeError(Exception):
    """Functions took more steps to make than they were allowed."""


class Diagrams:
    """Functions of numbered variables, those of higher numbers decided first.

    Every walk is iterative, so a function may read any number of variables. All that is made takes
    a limited number of steps, hence of memory: some functions are too large for any machine.
    """

    def __init__(self, limit: int) -> None:
        # What a variable is, what holds where it is false, and where it is true.
        self._nodes: list[_Node] = [(_NO_VARIABLE, FALSE, FALSE), (_NO_VARIABLE, TRUE, TRUE)]
        self._function_by_node: dict[_Node, Function] = {}
        self._made: dict[_Choice, Function] = {}
        self._steps_left = limit

    def variable(self, number: int) -> Function:
        """Return the function that is true where a variable is."""
        return self._node(number, FALSE, TRUE)

    def both(self, one: Function, other: Function) -> Function:
        """Return the function that is true where both are."""
        return self.choice(one, other, FALSE)

    def either(self, one: Function, other: Function) -> Function:
        """Return the function that is true where at least one is."""
        return self.choice(one, TRUE, other)

    def opposite(self, function: Function) -> Function:
        """Return the function that is true where this one is false."""
        return self.choice(function, FALSE, TRUE)

    def all_of(self, functions: Iterable[Function]) -> Function:
        """Return the function that is true where all are."""
        found = TRUE
        for each in self._lowest_first(functions):
            found = self.both(each, found)
        return found

    def any_of(self, functions: Iterable[Function]) -> Function:
        """Return the function that is true where at least one is."""
        found = FALSE
        for each in self._lowest_first(functions):
            found = self.either(each, found)
        return found

    def choice(self, asked: Function, if_true: Function, if_false: Function) -> Function:
        """Return the function that is one where a third one is true, and another elsewhere."""
        whole = (asked, if_true, if_false)
        found = self._known(whole)
        if found is not None:
            return found
        waiting = [whole]
        while waiting:
            current = waiting[-1]
            top = max(self._nodes[function][0] for function in current)
            low, high = self._halves(current, top)
            made_low, made_high = self._known(low), self._known(high)
            if made_low is None:
                waiting.append(low)
            elif made_high is None:
                waiting.append(high)
            else:
                self._step()
                self._made[current] = self._node(top, made_low, made_high)
                waiting.pop()
        return self._made[whole]

    def given(
        self, functions: Collection[Function], values: Mapping[int, bool]
    ) -> tuple[Function, ...]:
        """Return what each function is where some variables have these values."""
        made: dict[Function, Function] = {FALSE: FALSE, TRUE: TRUE}
        for each in self._below(functions):
            number, low, high = self._nodes[each]
            if number in values:
                made[each] = made[high if values[number] else low]
            else:
                made[each] = self._node(number, made[low], made[high])
        return tuple(made[each] for each in functions)

    def variables(self, functions: Iterable[Function]) -> set[int]:
        """Return the variables on which at least one function depends."""
        return {self._nodes[each][0] for each in self._below(functions)}

    def example(self, function: Function) -> dict[int, bool]:
        """Return values that make a function true, of the variables that matter for it.

        There must be such values; of several, false comes first.
        """
        values: dict[int, bool] = {}
        while function != TRUE:
            number, low, high = self._nodes[function]
            values[number] = low == FALSE
            function = high if low == FALSE else low
        return values

    def _known(self, choice: _Choice) -> Function | None:
        asked, if_true, if_false = choice
        if asked == TRUE or if_true == if_false:
            return if_true
        if asked == FALSE:
            return if_false
        if (if_true, if_false) == (TRUE, FALSE):
            return asked
        return self._made.get(choice)

    def _halves(self, choice: _Choice, number: int) -> tuple[_Choice, _Choice]:
        """Return what a choice is where a variable is false, and where it is true."""
        nodes = [self._nodes[function] for function in choice]
        a, b, c = (
            (node[1:] if node[0] == number else (function, function))
            for node, function in zip(nodes, choice, strict=True)
        )
        return (a[0], b[0], c[0]), (a[1], b[1], c[1])

    def _node(self, number: int, low: Function, high: Function) -> Function:
        if low == high:
            return low
        node = (number, low, high)
        function = self._function_by_node.get(node)
        if function is None:
            function = self._function_by_node[node] = len(self._nodes)
            self._nodes.append(node)
        return function

    def _step(self) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            raise TooLargeError

    def _below(self, functions: Iterable[Function]) -> list[Function]:
        """Return what functions are made of, each after its halves."""
        seen = set(functions) - {FALSE, TRUE}
        waiting = list(seen)
        while waiting:
            self._step()
            _, low, high = self._nodes[waiting.pop()]
            for each in (low, high):
                if each > TRUE and each not in seen:
                    seen.add(each)
                    waiting.append(each)
        # A node is made after its halves.
        return sorted(seen)

    def _lowest_first(self, functions: Iterable[Function]) -> list[Function]:
        # So that each step adds a variable on top instead of rebuilding what is below.
        return sorted(functions, key=lambda function: self._nodes[function][0])
