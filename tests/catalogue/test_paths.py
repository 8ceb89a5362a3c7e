"""What a product is entered for decides what it is asked: each path through the shipped profile."""

from collections.abc import Mapping

import pytest

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Scope
from convergence_cli.profiling.engine import Engine
from convergence_cli.profiling.truth import Truth
from tests.personas import personas_of, shipped

ALWAYS = {"interoperability", "security", "urbanisation"}
[EVERYTHING] = personas_of(Scope.PRODUCT)
"""A profile to which every criterion applies."""


def profile(**answers: Value) -> dict[str, Value]:
    """Return the profile to which everything applies, with other answers."""
    return {**EVERYTHING, **answers}


def applying(profile: Mapping[str, Value], scope: Scope = Scope.PRODUCT) -> dict[str, set[str]]:
    """Return the questionnaires that apply to a profile, with the criteria that do."""
    engine = Engine(shipped().preliminaries[scope], shipped().questionnaires_of(scope))
    found = engine.profile(profile).applicabilities.values()
    assert all(each.applies is not Truth.UNDETERMINED for each in found)
    return {
        each.questionnaire.id: {criterion.id for criterion in each.criteria_that(Truth.YES)}
        for each in found
        if each.applies is Truth.YES
    }


def entered(
    procedures: tuple[str, ...] = (), requirement_sets: tuple[str, ...] = (), **answers: Value
) -> dict[str, set[str]]:
    """Return what applies to a product entered for procedures and following requirement sets."""
    nothing_else = {"hosts_health_data": False, "medico_social": False}
    given = {"procedures": procedures, "requirement_sets": requirement_sets}
    return applying(profile(**{**nothing_else, **given, **answers}))


def axis(criteria: set[str], prefix: str) -> set[str]:
    """Return the criteria of one axis."""
    return {each for each in criteria if each.startswith(prefix)}


@pytest.mark.parametrize(
    ("procedure", "brought"),
    [
        ("base-evaluation", set()),
        ("teleconsultation", {"telehealth"}),
        ("tele-expertise", {"telehealth"}),
        ("telecare", {"telehealth"}),
        ("mes-without-exchange", {"mes"}),
        ("mes-with-exchange", {"mes"}),
        ("segur", {"segur"}),
        ("dmn", {"dmn"}),
    ],
)
def test_a_procedure_brings_its_questionnaire(procedure: str, brought: set[str]) -> None:
    """Each procedure adds the questionnaire made for it, and no other."""
    assert set(entered((procedure,))) == ALWAYS | brought


def test_every_procedure_is_a_path_of_its_own() -> None:
    """The procedures above are all that the profile offers, each in its track (F018)."""
    question = shipped().preliminaries[Scope.PRODUCT].question_by_id["procedures"]

    assert {each.value: each.track for each in question.options} == {
        "base-evaluation": "doctrine",
        "teleconsultation": "doctrine",
        "tele-expertise": "doctrine",
        "telecare": "doctrine",
        "mes-without-exchange": "mes",
        "mes-with-exchange": "mes",
        "segur": "segur",
        "dmn": "dmn",
    }


@pytest.mark.parametrize("requirement_set", ["telehealth", "hds", "mdph", "mcs"])
def test_a_requirement_set_brings_its_questionnaire(requirement_set: str) -> None:
    """A requirement set that a product follows is asked, without any procedure."""
    assert set(entered((), (requirement_set,))) == ALWAYS | {requirement_set}


def test_a_product_entered_for_nothing_still_has_its_maturity() -> None:
    """The three maturity questionnaires of products apply to every product (F001)."""
    assert set(entered()) == ALWAYS


def test_exchange_with_mon_espace_sante_brings_the_exchange_axis() -> None:
    """Listing with exchange asks all of `mes`; listing without leaves the exchange axis out."""
    without, with_exchange = (
        entered((each,))["mes"] for each in ("mes-without-exchange", "mes-with-exchange")
    )

    assert axis(without, "MES-ECH-") == set()
    assert len(axis(with_exchange, "MES-ECH-")) == 8
    assert with_exchange - axis(with_exchange, "MES-ECH-") == without


@pytest.mark.parametrize("act", ["teleconsultation", "tele-expertise", "telecare"])
def test_the_acts_narrow_the_telehealth_lines(act: str) -> None:
    """A product of one act is asked less than one of all three, and never nothing."""
    acts = ("teleconsultation", "tele-expertise", "telecare")
    whole = entered((), ("telehealth",), telehealth_acts=acts)["telehealth"]
    alone = entered((), ("telehealth",), telehealth_acts=(act,))["telehealth"]

    assert set() < alone < whole


HDS_ACTIVITIES = (
    *("physical-sites", "hardware", "platform"),
    *("virtual-infrastructure", "administration", "backup"),
)


@pytest.mark.parametrize(
    ("activity", "outside"),
    [
        ("physical-sites", {"HDS-EXI-29"}),
        ("hardware", set()),
        ("platform", set()),
        ("virtual-infrastructure", set()),
        ("administration", {"HDS-EXI-28"}),
        ("backup", set()),
    ],
)
def test_the_hosting_activities_narrow_what_is_asked(activity: str, outside: set[str]) -> None:
    """Who stores nothing is not asked where, nor is who reaches nothing asked how (F063)."""
    whole, alone = (
        entered((), ("hds",), hosts_health_data=True, subcontracts=True, hds_activities=each)["hds"]
        for each in (HDS_ACTIVITIES, (activity,))
    )

    assert len(whole) == 31
    assert whole - alone == outside


def test_a_vendor_that_hosts_nothing_is_asked_for_its_contracts() -> None:
    """Without hosting for third parties, the contract lines EXI 17 to 27 are what is left."""
    asked = entered((), ("hds",), hosts_health_data=False)["hds"]

    assert asked == {f"HDS-EXI-{number}" for number in range(17, 28)}


def test_the_level_of_the_mcs_label_narrows_what_is_asked() -> None:
    """Level 1 asks for the first lines alone, level 2 for all but those that centres are spared."""
    one = entered((), ("mcs",), mcs_level="standard", mcs_centre_only=False)["mcs"]
    two = entered((), ("mcs",), mcs_level="advanced", mcs_centre_only=False)["mcs"]
    centre = entered((), ("mcs",), mcs_level="advanced", mcs_centre_only=True)["mcs"]

    assert axis(one, "MCS-N2-") == set()
    assert one == two - axis(two, "MCS-N2-")
    assert two - centre == {"MCS-N2-03", "MCS-N2-04"}


def test_the_wave_of_segur_narrows_what_is_asked() -> None:
    """Wave 2 keeps what wave 1 asks, and adds to it (F090)."""
    one, two = (entered(("segur",), segur_wave=each)["segur"] for each in ("wave-1", "wave-2"))

    assert one < two


def test_identity_narrows_the_dmn_lines() -> None:
    """IEU 2, 7 and 8 go with the INS; IEU 2 also where identity is only received (F081)."""
    whole, received, without = (
        entered(("dmn",), ins_applicable=ins, identity_received=is_received)["dmn"]
        for ins, is_received in ((True, False), (True, True), (False, False))
    )

    assert "DMN-IEU-02" in whole - received
    assert {"DMN-IEU-02", "DMN-IEU-07", "DMN-IEU-08"} <= whole - without


def test_the_company_is_asked_for_its_strategy_and_its_labels() -> None:
    """The strategy applies to every company; QHN to those that hold or prepare it (F001, F095)."""
    assert set(applying({"company_labels": ()}, Scope.COMPANY)) == {"strategy"}
    assert set(applying({"company_labels": ("qhn",)}, Scope.COMPANY)) == {"strategy", "qhn"}


@pytest.mark.parametrize("scope", Scope)
def test_an_unanswered_profile_leaves_nothing_out(scope: Scope) -> None:
    """Without an answer nothing is silently not applicable: it applies, or is undetermined."""
    engine = Engine(shipped().preliminaries[scope], shipped().questionnaires_of(scope))
    found = engine.profile({}).applicabilities.values()

    assert {truth for each in found for truth in each.criteria.values()} == {
        Truth.YES,
        Truth.UNDETERMINED,
    }
