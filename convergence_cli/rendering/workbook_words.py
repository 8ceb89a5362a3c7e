"""Words of a workbook that no other result has."""

from collections.abc import Mapping

from convergence_cli.exchanging.field import AnswerField, Field, PlanField
from convergence_cli.exchanging.form import Offered
from convergence_cli.language import Text

SUBJECT = Text(en="Product", fr="Produit")
QUESTIONNAIRE = Text(en="Questionnaire", fr="Questionnaire")
STATUS = Text(en="Answers", fr="Réponses")
ANSWERED = Text(en="Answered", fr="Répondus")
NOT_APPLICABLE = Text(en="Not applicable", fr="Non applicables")
UNANSWERED = Text(en="Unanswered", fr="Sans réponse")
UNDETERMINED = Text(en="Undetermined", fr="Indéterminés")
PROJECTED = Text(en="Projected", fr="Projeté")
PROJECTED_ON = Text(en="Projected\non {day}", fr="Projeté\nau {day}")
FIGURES = Text(en="Means by questionnaire", fr="Moyennes par questionnaire")
MEANS_OF = Text(en="{title}: means of the products", fr="{title} : moyennes des produits")
AXES_OF = Text(en="{title}: means by axis", fr="{title} : moyennes par axe")
NOTHING = Text(
    en="No questionnaire applies, so there is nothing to fill in.",
    fr="Aucun questionnaire ne s'applique : rien n'est à remplir.",
)
SELF_ASSESSMENT = Text(
    en="{company} · self-assessment as of {day}", fr="{company} · auto-évaluation au {day}"
)
MEANING = Text(
    en="Means of levels from 0 to the target; “—” where nothing is answered yet. "
    "The interval is where the mean ends up, whatever the unanswered criteria bring.",
    fr="Moyennes de niveaux, de 0 à la cible ; « — » tant que rien n'est répondu. "
    "L'intervalle est celui où finira la moyenne, quoi que donnent les critères sans réponse.",
)
PROJECTION = Text(
    en="Projected: where the means stand on {day} if the plan is kept.",
    fr="Projeté : les moyennes au {day} si le plan est tenu.",
)
NO_RADARS = Text(
    en="More than {n} radars are not drawn; the workbook of one product has its own.",
    fr="Plus de {n} radars ne sont pas dessinés ; le classeur d'un produit contient les siens.",
)
CUT_PRODUCTS = Text(
    en="The first {n} of {of} products are drawn; the figures of all are in the first table.",
    fr="Les {n} premiers produits sur {of} sont dessinés ; "
    "les chiffres de tous sont dans le premier tableau.",
)
PAGE = Text(en="Page &P of &N", fr="Page &P sur &N")
UNLISTED = Text(en="Not one of the choices", fr="Hors de la liste")

PROMPTS: Mapping[Field, Text] = {
    AnswerField.LEVEL: Text(
        en="Choose a level of the list. “na” wants a reason in the next column. "
        "Clear the whole row to take an answer away.",
        fr="Choisissez un niveau de la liste. « na » demande un motif dans la colonne suivante. "
        "Videz toute la ligne pour retirer une réponse.",
    ),
    AnswerField.REASON: Text(
        en="Only where the level is “na”: why the criterion does not concern this product.",
        fr="Seulement si le niveau est « na » : pourquoi le critère ne concerne pas ce produit.",
    ),
    AnswerField.COMMENT: Text(
        en="What explains the level.",
        fr="Ce qui explique le niveau.",
    ),
    AnswerField.EVIDENCE: Text(
        en="One piece a line (Alt+Enter):\ntitle | address or file | issued on | expires on\n"
        "The two days may be left out.",
        fr="Une preuve par ligne (Alt+Entrée) :\ntitre | adresse ou fichier | émise le | "
        "expire le\nLes deux dates sont facultatives.",
    ),
    PlanField.BY: Text(
        en="When the target is reached: a quarter of the list, or any other quarter (2031-Q1) "
        "or day (2027-06-30).",
        fr="Quand la cible est atteinte : un trimestre de la liste, ou tout autre trimestre "
        "(2031-Q1, T1 2031) ou jour (30/06/2027).",
    ),
    PlanField.STEPS: Text(
        en="Levels on the way, one a line (Alt+Enter):\nlevel: quarter or day\nsuch as 2: 2026-Q4",
        fr="Niveaux intermédiaires, un par ligne (Alt+Entrée) :\nniveau : trimestre ou jour\n"
        "par exemple 2: 2026-Q4",
    ),
    PlanField.TARGET_NOT_APPLICABLE: Text(
        en="“yes” where the target cannot be planned: leave dates and steps empty, and say why "
        "in the comment.",
        fr="« oui » si la cible ne peut pas être planifiée : laissez vides l'échéance et les "
        "étapes, et dites pourquoi en commentaire.",
    ),
    PlanField.OWNER: Text(
        en="Who sees to it: a member of the workspace, by id or name.",
        fr="Qui s'en charge : un membre de l'espace de travail, par identifiant ou par nom.",
    ),
    PlanField.EFFORT: Text(
        en="How much work it is, in your own words.",
        fr="La charge, avec vos mots.",
    ),
    PlanField.TICKET: Text(
        en="The address of a ticket: https://…",
        fr="L'adresse d'un ticket : https://…",
    ),
    PlanField.PLAN_COMMENT: Text(
        en="What the plan rests on.",
        fr="Ce sur quoi repose le plan.",
    ),
}
"""What is said beside a cell while it is filled in; at most 255 characters."""
ERRORS: Mapping[Offered, Text] = {
    Offered.LEVELS: Text(
        en="Choose one of the levels of the list, or clear the cell.",
        fr="Choisissez un des niveaux de la liste, ou videz la cellule.",
    ),
    Offered.YES: Text(
        en="Choose “yes”, or clear the cell.", fr="Choisissez « oui », ou videz la cellule."
    ),
}
"""What is said of anything that is not offered, where nothing else may be typed."""
