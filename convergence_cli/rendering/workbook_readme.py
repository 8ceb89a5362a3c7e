"""The sheet that says what a workbook is, and what may be typed where."""

from collections.abc import Iterator

from convergence_cli.exchanging.form import Form
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Colour
from convergence_cli.rendering import workbook_page
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.rendering.workbook_canvas import Canvas
from convergence_cli.rendering.workbook_looks import COLOURED, FAINT, Look
from convergence_cli.rendering.workbook_page import Page
from convergence_cli.rendering.workbook_rows import Painted, Rows, height_of, lines_of

_WIDE = (34.0, 110.0)
_FILL = 1.25
_HEADING_HEIGHT = 24.0

_TITLE = Text(en="How to fill in this workbook", fr="Comment remplir ce classeur")
_Entry = tuple[Painted, str]
_Section = tuple[Text, tuple[tuple[Text, Text], ...]]
_SECTIONS: tuple[_Section, ...] = (
    (
        Text(en="What it is", fr="Ce que c'est"),
        (
            (
                Text(en="A form", fr="Un formulaire"),
                Text(
                    en="{company}, as of {day}. Every figure was computed by convergence, an open "
                    "command-line tool, when the workbook was made: it holds values, no formula, "
                    "no macro, no link. What is typed here counts once it is imported.",
                    fr="{company}, au {day}. Tous les chiffres ont été calculés par convergence, "
                    "outil libre en ligne de commande, à la création du classeur : il contient "
                    "des valeurs, ni formule, ni macro, ni lien. Ce qui y est saisi compte une "
                    "fois importé.",
                ),
            ),
            (
                Text(en="The sheets", fr="Les feuilles"),
                Text(
                    en="Summary: figures and charts, to read. One sheet per questionnaire: the "
                    "answers. Convergence plan: what is still under its target, and when it "
                    "gets there.",
                    fr="Synthèse : chiffres et graphiques, à lire. Une feuille par questionnaire : "
                    "les réponses. Plan de convergence : ce qui est encore sous sa cible, et "
                    "quand elle sera atteinte.",
                ),
            ),
            (
                Text(en="Sending it back", fr="Le renvoyer"),
                Text(
                    en="Save it as .xlsx and return it to whoever sent it. They run "
                    "“convergence import FILE.xlsx”, with --dry-run first to see what changes. "
                    "Only the cells that you changed are taken; a cell that changed meanwhile in "
                    "the workspace too is told, never overwritten unasked. Answers come in as "
                    "drafts: somebody validates them afterwards.",
                    fr="Enregistrez-le en .xlsx et rendez-le à qui vous l'a envoyé. La commande "
                    "« convergence import FICHIER.xlsx » le lit, avec --dry-run pour voir d'abord "
                    "ce qui change. Seules les cellules que vous avez modifiées sont prises ; une "
                    "cellule modifiée entre-temps dans l'espace de travail est signalée, jamais "
                    "écrasée d'office. Les réponses arrivent en brouillon : quelqu'un les valide "
                    "ensuite.",
                ),
            ),
        ),
    ),
    (
        Text(en="What may be typed in an answer", fr="Ce qu'on saisit dans une réponse"),
        (
            (
                Text(en="Level", fr="Niveau"),
                Text(
                    en="A level of the drop-down. Clear the whole row to take an answer away.",
                    fr="Un niveau de la liste. Videz toute la ligne pour retirer une réponse.",
                ),
            ),
            (
                Text(en="Why not applicable", fr="Motif du non applicable"),
                Text(
                    en="The reason that “na” needs; empty for any other level.",
                    fr="Le motif qu'exige « na » ; vide pour tout autre niveau.",
                ),
            ),
            (
                Text(en="Comment", fr="Commentaire"),
                Text(en="What explains the level.", fr="Ce qui explique le niveau."),
            ),
            (
                Text(en="Evidence", fr="Preuves"),
                Text(
                    en="One piece a line (Alt+Enter begins a line):\n"
                    "title | address or file | issued on | expires on\n"
                    "Test report | evidence/report.pdf | 2026-03-01\n"
                    "Certificate | https://example.org/certificate | 2026-01-15 | 2029-01-14",
                    fr="Une preuve par ligne (Alt+Entrée commence une ligne) :\n"
                    "titre | adresse ou fichier | émise le | expire le\n"
                    "Rapport de tests | evidence/rapport.pdf | 01/03/2026\n"
                    "Certificat | https://example.org/certificat | 15/01/2026 | 14/01/2029",
                ),
            ),
        ),
    ),
    (
        Text(en="What may be typed in the plan", fr="Ce qu'on saisit dans le plan"),
        (
            (
                Text(en="Target reached by", fr="Cible atteinte le"),
                Text(
                    en="A quarter, of the list or not (2027-Q2), or a day (2027-06-30, "
                    "or 30/06/2027 where the month cannot be mistaken for the day).",
                    fr="Un trimestre, de la liste ou non (2027-Q2, T2 2027), ou un jour "
                    "(30/06/2027, 2027-06-30).",
                ),
            ),
            (
                Text(en="Steps", fr="Étapes"),
                Text(
                    en="Levels on the way, one a line, none later than the target:\n"
                    "1: 2026-Q4\n2: 2027-Q1",
                    fr="Niveaux intermédiaires, un par ligne, aucun après la cible :\n"
                    "1: 2026-Q4\n2: 2027-Q1",
                ),
            ),
            (
                Text(en="Target not applicable", fr="Cible non applicable"),
                Text(
                    en="“yes” where the target cannot be planned: no date and no step then, and "
                    "a comment that says why.",
                    fr="« oui » si la cible ne peut pas être planifiée : alors ni échéance ni "
                    "étape, et un commentaire qui dit pourquoi.",
                ),
            ),
            (
                Text(en="Owner, effort, ticket, comment", fr="En charge, effort, ticket…"),
                Text(
                    en="Owner: a member of the workspace, by id or name. Ticket: an address "
                    "(https://…). Effort and comment: any text.",
                    fr="En charge : un membre de l'espace de travail, par identifiant ou par nom. "
                    "Ticket : une adresse (https://…). Effort et commentaire : tout texte.",
                ),
            ),
        ),
    ),
    (
        Text(en="What is locked", fr="Ce qui est verrouillé"),
        (
            (
                Text(en="Locked cells", fr="Cellules verrouillées"),
                Text(
                    en="All other cells are computed. Nothing of them is read back, so changing "
                    "them is in vain. Sheets are protected without a password: to sort, or to "
                    "hide rows and columns, unprotect one (Excel: Review, Unprotect Sheet; "
                    "LibreOffice: Tools, Protect Sheet).",
                    fr="Les autres cellules sont calculées. Rien n'en est relu : les changer "
                    "ne sert à rien. Les feuilles sont protégées sans mot de passe : pour trier, "
                    "ou masquer lignes et colonnes, ôtez la protection (Excel : Révision, Ôter la "
                    "protection de la feuille ; LibreOffice : Outils, Protéger la feuille).",
                ),
            ),
            (
                Text(en="Free to do", fr="Ce qui est permis"),
                Text(
                    en="Sort and filter rows, move columns, hide either, rename sheets, change "
                    "widths and colours. A column or sheet of your own is kept out of the import.",
                    fr="Trier et filtrer les lignes, déplacer les colonnes, masquer les unes et "
                    "les autres, renommer les feuilles, changer largeurs et couleurs. Une colonne "
                    "ou une feuille à vous n'entre pas dans l'import.",
                ),
            ),
            (
                Text(en="Not to do", fr="À ne pas faire"),
                Text(
                    en="Delete hidden rows, columns or sheets: they say what each cell is. "
                    "Paste rows over others: paste values into cells.",
                    fr="Supprimer lignes, colonnes ou feuilles masquées : elles disent ce qu'est "
                    "chaque cellule. Coller des lignes sur d'autres : collez des valeurs dans des "
                    "cellules.",
                ),
            ),
        ),
    ),
)
_COLOURS = Text(en="Colours, and what they say", fr="Les couleurs, et ce qu'elles disent")
_TO_FILL = Text(en="to fill in", fr="à remplir")
_IS_INPUT = Text(
    en="A cell to fill in, whatever its sheet.", fr="Une cellule à remplir, dans toute feuille."
)
_IS_LEVEL = Text(en="A level: {sheets}.", fr="Un niveau : {sheets}.")
_DISCLAIMER = Text(
    en="A self-assessment by its author. Neither this workbook nor the tool that made it is "
    "affiliated with, or endorsed by, the Agence du Numérique en Santé or any other public body.",
    fr="Auto-évaluation établie par son auteur. Ni ce classeur ni l'outil qui l'a produit ne sont "
    "affiliés à l'Agence du Numérique en Santé ni à aucun autre organisme public, ni approuvés "
    "par eux.",
)


def paint_readme(rows: Rows, form: Form, page: Page) -> None:
    """Paint the sheet."""
    sheet = rows.sheet
    sheet.sheet_properties.tabColor = FAINT
    sheet.sheet_view.showGridLines = False
    workbook_page.set_up(sheet, page)
    workbook_page.widths(sheet, _WIDE)
    canvas, language = Canvas(rows, _WIDE), form.language
    canvas.line([(_TITLE.in_(language), Look.TITLE)], 30)
    for heading, entries in _SECTIONS:
        _section(canvas, heading.in_(language), tuple(_entries(entries, form)))
    _section(canvas, _COLOURS.in_(language), tuple(_samples(form, language)))
    canvas.line()
    _spread(canvas, _DISCLAIMER.in_(language))
    workbook_page.printed(sheet, len(_WIDE), canvas.written)


def _entries(entries: tuple[tuple[Text, Text], ...], form: Form) -> Iterator[_Entry]:
    for label, text in entries:
        said = text.fill(company=on_one_line(form.company), day=form.day)
        yield (label.in_(form.language), Look.LABEL), said.in_(form.language)


def _samples(form: Form, language: Language) -> Iterator[_Entry]:
    """Yield each colour with its word: that of cells to fill in, then those of the scales."""
    yield (_TO_FILL.in_(language), Look.CHOICE), _IS_INPUT.in_(language)
    sheets: dict[tuple[str, Colour], list[str]] = {}
    for grid in form.grids:
        for text, colour in grid.colours.items():
            sheets.setdefault((text, colour), []).append(grid.name)
    for (text, colour), names in sheets.items():
        said = _IS_LEVEL.fill(sheets=", ".join(on_one_line(each) for each in names))
        yield (on_one_line(text), COLOURED[colour]), said.in_(language)


def _section(canvas: Canvas, heading: str, entries: tuple[_Entry, ...]) -> None:
    heights = [height_of(lines_of(text, _WIDE[1] * _FILL)) for _, text in entries]
    canvas.room(_HEADING_HEIGHT + sum(heights))
    canvas.line([(heading, Look.HEADING)], _HEADING_HEIGHT)
    for (label, text), height in zip(entries, heights, strict=True):
        canvas.line([label, (text, Look.VALUE)], height)


def _spread(canvas: Canvas, text: str) -> None:
    canvas.spread([(text, Look.NOTE)], height_of(lines_of(text, sum(_WIDE) * _FILL)))
