"""Whether the gate of a workspace lets pass what it refused before."""

from collections.abc import Iterator

from convergence_cli.model.workspace import Gate
from convergence_cli.reviewing.change import Change, ChangeKind


def gate_changes(before: Gate, after: Gate) -> Iterator[Change]:
    """Yield what is refused no more; a gate that asks for more is no change."""
    for questionnaire, minimum in before.minimum.items():
        now = after.minimum.get(questionnaire)
        if now is None or now < minimum:
            yield Change(ChangeKind.GATE_LOOSENED, "", questionnaire, before=minimum, after=now)
    for shortfall in before.fail_on:
        if shortfall not in after.fail_on:
            yield Change(ChangeKind.GATE_LOOSENED, before=shortfall.value)
