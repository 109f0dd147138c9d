"""Cells that tell what a contact is."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.kinds import normalise_kind


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "person",
            [
                "Individual",
                "Person",
                "Particulier",
                "1040",
                "Form 1040-SR",
                "Sole Trader",
                "I",
                "T1",
                "Sole Proprietorship",
                "Entreprise individuelle",
                "Single",
                "Head of Household",
                "Married Filing Separately",
                "Personne physique",
                "SOLE PROPRIETOR",
                "Micro-entreprise",
            ],
        ),
        (
            "organization",
            [
                "Business",
                "Company",
                "Entreprise",
                "1120",
                "1120S",
                "Form 1065 + CA LLC",
                "1041",
                "990",
                "Trust",
                "Partnership",
                "LLC",
                "Family Trust",
                "Single-member LLC",
                "B",
                "O",
                "S-Corp",
                "Société de personnes",
                "Personne morale",
                "Non-Individual",
                "Joint Venture",
                "NFP",
                "OBNL",
                "P/ship",
            ],
        ),
        ("couple", ["Married Filing Jointly", "MFJ", "Joint", "Couple"]),
        ("client_group", ["Household", "Family", "Famille", "Ménage", "Client Group", "Groupe de clients"]),
    ],
)
def test_the_kind_is_read_in_both_languages(kind: str, texts: list[str]) -> None:
    read = normalise_kind(pl.Series(texts))
    assert read["value"].to_list() == [kind] * len(texts)
    assert read["code"].null_count() == len(texts)


def test_p_is_a_person_unless_i_is_the_individual() -> None:
    assert normalise_kind(pl.Series(["P", "O"]))["value"].to_list() == ["person", "organization"]
    assert normalise_kind(pl.Series(["P", "I"]))["value"].to_list() == ["organization", "person"]


def test_a_word_that_tells_nothing_is_said_and_an_empty_cell_is_not() -> None:
    read = normalise_kind(pl.Series(["Gold", None, " "]))
    assert read["value"].to_list() == [None, None, None]
    assert read["code"].to_list() == ["kind.unknown", None, None]
