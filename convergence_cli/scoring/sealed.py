"""The seals that a change of answers may break: those of editions too (SPEC §3.6)."""

from convergence_cli.model.workspace import SheetStatus
from convergence_cli.profiling.inheritance import lineage
from convergence_cli.scoring.standing import Judge, Standing


def sealed_over(judge: Judge, questionnaire: str, holder: str) -> tuple[Standing, ...]:
    """Return the standings under a seal that holds, of a holder and of those that extend it.

    The holder is a product's id, or the empty text for the company.
    """
    if not holder:
        subjects = [judge.company()]
    else:
        products = judge.workspace.products
        resting = (
            each.id
            for each in products.values()
            if questionnaire in each.sheets
            and any(holder == ancestor.id for ancestor in lineage(each, products))
        )
        subjects = [judge.product(id_) for id_ in resting]
    standings = (each.standings[questionnaire] for each in subjects)
    return tuple(each for each in standings if each.status is SheetStatus.VALIDATED)
