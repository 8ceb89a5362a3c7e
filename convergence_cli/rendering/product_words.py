"""Products in words and in JSON: what `product list`, `show` and `diff` say alike."""

from collections.abc import Iterable, Iterator, Mapping

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Deployment, Device, Product
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import Json
from convergence_cli.rendering.page import Item, Lines
from convergence_cli.rendering.score_result import undetermined_questionnaires
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.rendering.tally_json import counts_json
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore
from convergence_cli.scoring.standing import Subject

DEVICE_WORDS: dict[Device, Text] = {
    Device.MOBILE: Text(en="Mobile", fr="Mobile"),
    Device.WEBSITE: Text(en="Website", fr="Site Web"),
    Device.DESKTOP: Text(en="Desktop", fr="Poste de travail"),
}
DEPLOYMENT_WORDS: dict[Deployment, Text] = {
    Deployment.PRODUCTION: Text(en="in production", fr="en production"),
    Deployment.EXPERIMENT: Text(en="in an experiment", fr="en expérimentation"),
    Deployment.IMMINENT: Text(en="imminent", fr="imminent"),
    Deployment.PROJECT: Text(en="a project (out of scope)", fr="projet (hors périmètre)"),
}
EXTENDS = Text(en="edition of", fr="édition de")
EXTENDED_BY = Text(en="editions", fr="éditions")
REQUIRES = Text(en="requires", fr="requiert")
REQUIRED_BY = Text(en="required by", fr="requis par")
MANAGER = Text(en="manager", fr="responsable")
ARCHIVED_ON = Text(en="archived on {day}: {reason}", fr="archivé le {day} : {reason}")

Products = Mapping[str, Product]


def product_heading(subject: Subject, language: Language) -> str:
    """Return the line that names a product, with its deployment, or that it is archived."""
    heading = words.subject_heading(subject, "", language)
    product = subject.product
    if product is None:
        return heading
    state = words.ARCHIVED if product.is_archived else DEPLOYMENT_WORDS[product.deployment]
    return f"{heading} · {state.in_(language)}"


def archive_lines(product: Product, language: Language) -> Lines:
    """Yield when and why a product was archived; nothing for an active one."""
    if product.is_archived:
        day, reason = product.archived_on or "", on_one_line(product.archived_because or "")
        yield ARCHIVED_ON.fill(day=day, reason=reason).in_(language)


def named_products(ids: Iterable[str], products: Products, language: Language) -> str:
    """Return products as a list to read, which says of an archived one that it is."""
    return words.joined(_named(id_, products, language) for id_ in ids)


def _named(id_: str, products: Products, language: Language) -> str:
    is_archived = products[id_].is_archived
    return f"{id_} ({words.ARCHIVED.in_(language)})" if is_archived else id_


def questionnaire_items(score: SubjectScore, language: Language) -> Lines:
    """Yield each questionnaire with its state and how far it is answered."""
    for each in score.questionnaires:
        yield Item(" · ".join(_told(each, language)))
    for id_, missing in undetermined_questionnaires(score.subject).items():
        undetermined = words.UNDETERMINED_QUESTIONNAIRE.fill(
            questionnaire=id_, questions=words.joined(missing)
        )
        yield Item(undetermined.in_(language))


def _told(score: QuestionnaireScore, language: Language) -> Iterator[str]:
    questionnaire, tally = score.standing.questionnaire, score.tally
    yield f"{questionnaire.id} {on_one_line(questionnaire.version)}"
    yield words.STATUS_WORDS[score.standing.status].in_(language)
    yield words.counts_text(tally).in_(language)
    for product, n in score.standing.inherited_from.items():
        s = "s" if n > 1 else ""
        yield words.OF_THEM_INHERITED.fill(n=n, product=product, s=s).in_(language)


def product_json(product: Product) -> Json:
    """Return what a product declares of itself, but for its texts, certifications and profile."""
    return {
        "id": product.id,
        "name": product.name,
        "kind": product.kind.value,
        "status": product.status.value,
        "archived_on": product.archived_on,
        "archived_because": product.archived_because,
        "deployment": product.deployment.value,
        "os": product.os,
        "device": None if product.device is None else product.device.value,
        "versions": list(product.versions),
        "requires": list(product.requires),
        "extends": product.extends,
        "manager": product.manager,
    }


def questionnaires_json(score: SubjectScore) -> Json:
    """Return each questionnaire with its state and counts, then those that may apply."""
    return {
        "questionnaires": [
            {
                "id": each.standing.questionnaire.id,
                "version": each.standing.questionnaire.version,
                "kind": each.standing.questionnaire.kind.value,
                "status": each.standing.status.value,
                "counts": counts_json(each.tally),
                "inherited_from": each.standing.inherited_from,
            }
            for each in score.questionnaires
        ],
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(score.subject).items()
        ],
    }
