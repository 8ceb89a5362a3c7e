"""A pull request on the example company, in which something of every kind happens."""

import shutil
from pathlib import Path

from convergence_cli.loading.shipped import examples_folder
from tests.scripted_history import MARTIN, ScriptedHistory

FOLDER = "suivi conformité"
"""Where the workspace lies in its repository: to be quoted in an address."""
_INTEROPERABILITY = "products/medicab/answers/interoperability.yaml"
_REMOVED_ANSWER = """\
  INT-SRV-11:
    level: 1
    comment: Journaux d'accès remis en fichiers texte, sur demande au support.
"""
_REMOVED_EVIDENCE = """\
    evidence:
      - title: Journal d'une semaine d'appels à l'API FHIR de l'Annuaire Santé
        url: https://example.org/exemple-sante/preuves/annuaire-journal-2026-s19.csv
        issued_on: 2026-05-11
        expires_on: 2028-05-10
"""


def history_in(top: Path) -> ScriptedHistory:
    """Return the example company, committed as `main`, and what a branch makes of it."""
    history = ScriptedHistory(top, FOLDER)
    shutil.copytree(examples_folder() / "exemple-sante", history.root, dirs_exist_ok=True)
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "-b", "answers")
    _make_worse(history)
    _make_doubtful(history)
    _make_better(history)
    history.commit(MARTIN, "2026-11-21")
    return history


def _make_worse(history: ScriptedHistory) -> None:
    history.replace(_INTEROPERABILITY, "INT-TRA-01:\n    level: 3", "INT-TRA-01:\n    level: 2")
    history.replace(_INTEROPERABILITY, _REMOVED_ANSWER, "")
    history.replace(_INTEROPERABILITY, _REMOVED_EVIDENCE, "")
    history.remove("products/medicab-classic")


def _make_doubtful(history: ScriptedHistory) -> None:
    history.replace(
        _INTEROPERABILITY, "INT-SRV-03:\n    level: 0\n", "INT-SRV-03:\n    level: na\n"
    )
    product = "products/medicab/product.yaml"
    history.replace(product, "messaging: true", "messaging: false")
    plan = "products/medicab/plan.yaml"
    old = "INT-SRV-08:\n    by: 2027-Q3"
    history.replace(plan, old, old.replace("2027-Q3", "2028-Q2"))
    history.replace("convergence.yaml", "interoperability: 1.5", "interoperability: 1.25")
    definition = "questionnaires/urbanisation.yaml"
    text = history.read(definition)
    history.write(definition, text.replace("expected: 2", "expected: 1", 1))


def _make_better(history: ScriptedHistory) -> None:
    history.replace(_INTEROPERABILITY, "INT-TST-01:\n    level: 2", "INT-TST-01:\n    level: 3")
    security = "products/medicab/answers/security.yaml"
    for id_ in ("SEC-GOV-01", "SEC-GOV-02", "SEC-GOV-03", "SEC-IDE-01"):
        history.replace(security, f"{id_}:\n    level: 2", f"{id_}:\n    level: 3")
    agenda = "products/medicab-agenda/answers/interoperability.yaml"
    history.append(agenda, "  INT-SRV-11: {level: 2, comment: Journaux décrits par l'hébergeur}\n")
