"""CV6xx: answers against the consistency rules and the links of the definitions."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

_AGAINST = Text(en="{what}, against {rule}", fr="{what}, contre {rule}")
_BECAUSE = Text(
    en="{because} ({source}; 'convergence explain {rule}')",
    fr="{because} ({source} ; « convergence explain {rule} »)",
)

CONTRADICTED_RULE = Rule(
    "CV601", "contradicted-rule", Severity.ERROR, message=_AGAINST, hint=_BECAUSE
)
DOUBTED_BY_RULE = Rule(
    "CV602", "doubted-by-rule", Severity.WARNING, message=_AGAINST, hint=_BECAUSE
)
CONTRADICTORY_ANSWERS = Rule(
    "CV603",
    "contradictory-answers",
    Severity.WARNING,
    Text(
        en="'{criterion}' is {level}, and '{other}', which asks the same thing, is {other_level}",
        fr="« {criterion} » est à {level}, et « {other} », qui demande la même chose, à {other_level}",
    ),
    Text(
        en="read both again: one of them is wrong, or its comment says what differs",
        fr="relisez les deux : l'un est faux, ou son commentaire dit ce qui diffère",
    ),
)
