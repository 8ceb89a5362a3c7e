"""CV5xx: what the workspace's own gate refuses."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

UNDER_MINIMUM = Rule(
    "CV501",
    "under-minimum",
    Severity.ERROR,
    Text(
        en="the mean of '{questionnaire}' for '{subject}' is {mean}, under the minimum of {minimum}",
        fr="la moyenne de « {questionnaire} » pour « {subject} » est {mean}, sous le minimum de {minimum}",
    ),
    Text(
        en="'convergence gap' lists what to raise",
        fr="« convergence gap » énumère ce qu'il faut relever",
    ),
)
UNDER_EXPECTED = Rule(
    "CV502",
    "under-expected",
    Severity.ERROR,
    Text(
        en="'{subject}' is under the expected level in '{questionnaire}': {criteria}",
        fr="« {subject} » est sous le niveau attendu dans « {questionnaire} » : {criteria}",
    ),
    Text(
        en="raise these levels, or change 'gate' in convergence.yaml",
        fr="relevez ces niveaux, ou changez « gate » dans convergence.yaml",
    ),
)
UNDER_TARGET = Rule(
    "CV503",
    "under-target",
    Severity.ERROR,
    Text(
        en="'{subject}' is under the target in '{questionnaire}': {criteria}",
        fr="« {subject} » est sous la cible dans « {questionnaire} » : {criteria}",
    ),
    Text(
        en="raise these levels, or change 'gate' in convergence.yaml",
        fr="relevez ces niveaux, ou changez « gate » dans convergence.yaml",
    ),
)
UNANSWERED_CRITERIA = Rule(
    "CV504",
    "unanswered-criteria",
    Severity.ERROR,
    Text(
        en="'{subject}' leaves criteria of '{questionnaire}' unanswered: {criteria}",
        fr="« {subject} » laisse sans réponse des critères de « {questionnaire} » : {criteria}",
    ),
    Text(en="answer these criteria", fr="répondez à ces critères"),
)
UNDETERMINED_CRITERIA = Rule(
    "CV505",
    "undetermined-criteria",
    Severity.ERROR,
    Text(
        en="'{subject}' leaves criteria of '{questionnaire}' undetermined: {criteria}",
        fr="« {subject} » laisse indéterminés des critères de « {questionnaire} » : {criteria}",
    ),
    Text(
        en="answer the preliminary questions that '{command}' names",
        fr="répondez aux questions préliminaires que nomme « {command} »",
    ),
)
DRAFT_QUESTIONNAIRE = Rule(
    "CV506",
    "draft-questionnaire",
    Severity.ERROR,
    Text(
        en="'{subject}' has not validated '{questionnaire}'",
        fr="« {subject} » n'a pas validé « {questionnaire} »",
    ),
    Text(
        en="have it validated (convergence validate), or change 'gate' in convergence.yaml",
        fr="faites-le valider (convergence validate), ou changez « gate » dans convergence.yaml",
    ),
)
OVERDUE_PLAN = Rule(
    "CV507",
    "overdue-plan",
    Severity.ERROR,
    Text(
        en="the plan of '{subject}' is overdue in '{questionnaire}': {criteria}",
        fr="le plan de « {subject} » est en retard dans « {questionnaire} » : {criteria}",
    ),
    Text(
        en="answer what was reached, or give the plan another date",
        fr="répondez à ce qui est atteint, ou donnez une autre date au plan",
    ),
)
