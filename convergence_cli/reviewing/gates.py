"""Whether the gate of a workspace lets pass what it refused before."""

from collections.abc import Iterator

from convergence_cli.model.workspace import Workspace
from convergence_cli.reviewing.change import Change, ChangeKind


def gate_changes(before: Workspace, after: Workspace) -> Iterator[Change]:
    """Yield what is refused no more; a gate that asks for more is no change.

    Of the questionnaires that are looked at: a run may have left out others.
    """
    for questionnaire, minimum in before.gate.minimum.items():
        now = after.gate.minimum.get(questionnaire)
        is_seen = questionnaire in before.questionnaires or questionnaire in after.questionnaires
        if is_seen and (now is None or now < minimum):
            yield Change(ChangeKind.GATE_LOOSENED, "", questionnaire, before=minimum, after=now)
    for shortfall in before.gate.fail_on:
        if shortfall not in after.gate.fail_on:
            yield Change(ChangeKind.GATE_LOOSENED, before=shortfall.value)
