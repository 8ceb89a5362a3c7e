"""CV331 to CV338: convergence plans that say too little, too much, or what time has overtaken."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

MISSING_PLAN_ENTRY = Rule(
    "CV331",
    "missing-plan-entry",
    Severity.WARNING,
    Text(
        en="the plan has no entry for criteria under the target: {criteria}",
        fr="le plan n'a pas d'entrée pour des critères sous la cible : {criteria}",
    ),
    Text(
        en="have an entry proposed for each ({command}), then date it",
        fr="faites proposer une entrée pour chacun ({command}), puis datez-la",
    ),
)
UNDATED_PLAN_ENTRY = Rule(
    "CV332",
    "undated-plan-entry",
    Severity.WARNING,
    Text(
        en="'{criterion}' is in the plan without the date at which it reaches the target",
        fr="« {criterion} » figure au plan sans la date où il atteint la cible",
    ),
    Text(
        en="write a quarter or a day in 'by'; where it cannot be planned, write target_not_applicable: true and the reason in 'comment'",
        fr="écrivez un trimestre ou un jour dans « by » ; s'il ne peut pas être planifié, écrivez target_not_applicable: true et le motif dans « comment »",
    ),
)
PAST_PLAN_DATE = Rule(
    "CV333",
    "past-plan-date",
    Severity.WARNING,
    Text(
        en="'{criterion}' was to be at level {level} by {by}, and {found}",
        fr="« {criterion} » devait être au niveau {level} à l'échéance {by}, et {found}",
    ),
    Text(
        en="if the level is reached, answer so; if not, give a date that can be kept, and say in 'comment' why it moved",
        fr="si le niveau est atteint, répondez-le ; sinon, donnez une date tenable, et dites dans « comment » pourquoi elle a changé",
    ),
)
STEP_AFTER_TARGET = Rule(
    "CV334",
    "step-after-target",
    Severity.ERROR,
    Text(
        en="the step to level {level} is dated {step}, after the target itself ({by})",
        fr="l'étape vers le niveau {level} est datée {step}, après la cible elle-même ({by})",
    ),
    Text(
        en="bring the step forward, or give the target a later date in 'by'",
        fr="avancez l'étape, ou donnez à la cible une date plus tardive dans « by »",
    ),
)
STEP_ALREADY_REACHED = Rule(
    "CV335",
    "step-already-reached",
    Severity.NOTE,
    Text(
        en="the step to level {level} is behind '{criterion}', which is at level {found}: it promises nothing more",
        fr="l'étape vers le niveau {level} est derrière « {criterion} », qui est au niveau {found} : elle ne promet plus rien",
    ),
    Text(
        en="remove it, or keep it as a record: nothing depends on it",
        fr="retirez-la, ou gardez-la pour mémoire : rien n'en dépend",
    ),
)
DATED_AND_NOT_PLANNABLE = Rule(
    "CV336",
    "dated-and-not-plannable",
    Severity.ERROR,
    Text(
        en="the entry says that the target cannot be planned, and gives a date",
        fr="l'entrée dit que la cible ne peut pas être planifiée, et donne une date",
    ),
    Text(
        en="keep one of both: 'by' with its 'steps', or 'target_not_applicable' with its 'comment'",
        fr="gardez l'un des deux : « by » et ses « steps », ou « target_not_applicable » et son « comment »",
    ),
)
NOT_PLANNABLE_WITHOUT_REASON = Rule(
    "CV337",
    "not-plannable-without-reason",
    Severity.ERROR,
    Text(
        en="the entry says that the target cannot be planned, and not why",
        fr="l'entrée dit que la cible ne peut pas être planifiée, et pas pourquoi",
    ),
    Text(
        en="say in 'comment' what is missing for a date to be given",
        fr="dites dans « comment » ce qui manque pour donner une date",
    ),
)
STEP_AT_TARGET = Rule(
    "CV338",
    "step-at-target",
    Severity.WARNING,
    Text(
        en="the step to level {level} is the target itself, whose date is said in 'by'",
        fr="l'étape vers le niveau {level} est la cible elle-même, dont la date se dit dans « by »",
    ),
    Text(
        en="write by: {step} and remove the step, or give the step a lower level",
        fr="écrivez by: {step} et retirez l'étape, ou donnez à l'étape un niveau plus bas",
    ),
)
