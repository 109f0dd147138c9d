"""What labels say of the values beside them."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.labels import address_labels, phone_labels, relation_kinds


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("* Mobile", "mobile"), ("_$!<Mobile>!$_", "mobile"), ("cell,voice,pref", "mobile"),
        ("GSM", "mobile"),
        ("Handy", "mobile"), ("携帯", "mobile"), ("Tél. mobile", "mobile"), ("iPhone", "mobile"),
        ("Work Fax", "fax"), ("_$!<HomeFAX>!$_", "fax"), ("Télécopieur", "fax"), ("HOME;FAX", "fax"),
        ("Home", "home"), ("Domicile", "home"), ("Privat", "home"), ("自宅", "home"), ("Casa", "home"),
        ("Main", "office"), ("Bureau", "office"), ("Standard", "office"), ("Büro", "office"),
        ("Work", "work"), ("Travail", "work"), ("勤務先", "work"),
        ("Geschäftlich", "work"), ("Trabajo", "work"),
        ("Pager", "other"), ("Autre", "other"), ("Sonstige", "other"),
        ("* ", None), ("pref", None), ("Ana's", None), (None, None),
    ],
)  # fmt: skip
def test_a_phone_label_is_understood_in_the_language_of_the_account(label: str, meaning: str | None) -> None:
    assert phone_labels(pl.Series([label], dtype=pl.String))[0] == meaning


def test_an_address_label_tells_which_address_it_is() -> None:
    labels = pl.Series(
        ["* Work", "Domicile", "Postal", "Siège social", "Other", "Registered office", "x", None]
    )
    assert address_labels(labels).to_list() == [
        "physical", "home", "mailing", "legal", "mailing", "legal", None, None,
    ]  # fmt: skip


def test_a_spouse_is_told_from_other_relations() -> None:
    labels = pl.Series(
        ["Spouse", "Conjoint(e)", "Partner", "配偶者", "Business partner", "Ex-wife", "Child", None]
    )
    assert relation_kinds(labels).to_list() == [*["spouse"] * 4, *[None] * 4]
