"""Lists as practices of several countries have them: each value is where a careful person would put it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.runs import told_of


def _by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in found["contacts"]}


def _codes(found: dict[str, Any]) -> set[str]:
    return {one["code"] for one in found["findings"]}


def _fields(found: dict[str, Any]) -> dict[str, str | None]:
    return {one["header"]: one["field"] for one in found["files"][0]["sheets"][0]["columns"]}


def test_a_person_in_brackets_behind_an_organization_is_the_person_at_it(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Email\nElm Inc (Ann Roe),ann@elm.example\nOak LLC (Oakland),info@oak.example\n"
        "Ash Corp (formerly Ivy Corp),ash@ash.example\nRobert Lee (Bob),bob@lee.example\n",
    )
    named = _by_name(found)
    assert set(named) == {
        "Elm Inc", "Ann Roe", "Oak LLC (Oakland)", "Ash Corp (formerly Ivy Corp)", "Robert Lee",
    }  # fmt: skip
    assert named["Ann Roe"]["cards"] == [{"organization": "Elm Inc", "emails": ["ann@elm.example"]}]
    (said,) = [one for one in found["findings"] if one["code"] == "name.person_in_brackets"]
    assert (said["row"], said["value"], said["suggestion"]) == (2, "Elm Inc (Ann Roe)", "Elm Inc")


def test_a_client_who_is_a_person_has_a_first_and_a_last_name_under_any_header(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Code dossier;Raison sociale;Forme juridique;E-mail\nD1;MENUISERIE DURAND;SARL;a@durand.example\n"
        "D2;PETIT Julien;EI;julien@petit.example\n",
    )
    people = [one for one in found["contacts"] if one["kind"] == "person"]
    assert [(one["first_name"], one["last_name"]) for one in people] == [("Julien", "PETIT")]


def test_a_last_name_may_stand_before_the_title(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client ID,Name,Email\nC1,COLE MR D,d@cole.example\nB1,BAKER MR A & MRS C,b@farm.example\n"
        "H1,Hart Miss Jane,jane@hart.example\n",
    )
    told = {(one.get("salutation"), one.get("first_name"), one.get("last_name")) for one in found["contacts"]}
    assert told >= {
        ("MR", "D", "COLE"), ("MR", "A", "BAKER"), ("MRS", "C", "BAKER"), ("Miss", "Jane", "Hart"),
    }  # fmt: skip


def test_who_works_for_nobody_makes_no_organization(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,Email,Company\nAnn,Roe,ann@roe.example,Self-employed\n"
        "Bob,Lee,bob@lee.example,Retired\nDi,Oz,di@oz.example,À son compte\n"
        "Ed,Pa,ed@pa.example,Retired Teachers Ltd\nGi,Ra,gi@ra.example,retired\n",
    )
    assert [one["name"] for one in found["contacts"] if one["kind"] == "organization"] == [
        "Retired Teachers Ltd"
    ]
    said = [(one["row"], one["value"]) for one in found["findings"] if one["code"] == "company.none"]
    assert said == [(2, "Self-employed"), (3, "Retired"), (4, "À son compte"), (6, "retired")]
    assert found["cells"]["set_aside"] == 4
