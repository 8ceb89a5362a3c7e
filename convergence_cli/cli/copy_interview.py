"""The interview of `product duplicate`: what tells a copy from its original."""

from collections.abc import Collection, Iterator

from convergence_cli.cli.console import spoken
from convergence_cli.cli.prompts import ask_one, ask_text
from convergence_cli.language import Text
from convergence_cli.model.edit import Data
from convergence_cli.model.workspace import Deployment, Device, Product
from convergence_cli.rendering.product_words import DEPLOYMENT_WORDS, DEVICE_WORDS
from convergence_cli.rendering.words import joined

_NAME = Text(en="Commercial name", fr="Nom commercial")
_OS = Text(en="Operating system (may be empty)", fr="Système (facultatif)")
_DEVICE = Text(en="Device", fr="Support")
_DEPLOYMENT = Text(en="Deployment", fr="Déploiement")
_VERSIONS = Text(
    en="Versions assessed, by commas", fr="Versions évaluées, séparées par des virgules"
)
_NEEDED = Text(en="this is needed", fr="c'est nécessaire")
_NONE = ""


def asked_identity(original: Product, given: Collection[str]) -> dict[str, Data]:
    """Ask for each part of an identity that is not given; the original's own is proposed."""
    return dict(_asked(original, given))


def _asked(original: Product, given: Collection[str]) -> Iterator[tuple[str, Data]]:
    yield "name", ask_text(_NAME.in_(spoken()), original.name, _is_needed)
    if "os" not in given:
        yield "os", ask_text(_OS.in_(spoken()), original.os or "") or None
    if "device" not in given:
        devices = [(each.value, DEVICE_WORDS[each].in_(spoken())) for each in Device]
        now = _NONE if original.device is None else original.device.value
        yield "device", ask_one(_DEVICE.in_(spoken()), [(_NONE, "–"), *devices], now) or None
    if "deployment" not in given:
        choices = [(each.value, DEPLOYMENT_WORDS[each].in_(spoken())) for each in Deployment]
        asked = _DEPLOYMENT.in_(spoken())
        yield "deployment", ask_one(asked, choices, original.deployment.value)
    if "versions" not in given:
        versions = ask_text(_VERSIONS.in_(spoken()), joined(original.versions), _is_needed)
        yield "versions", [each.strip() for each in versions.split(",") if each.strip()]


def _is_needed(text: str) -> str | None:
    return None if text.strip(" ,") else _NEEDED.in_(spoken())
