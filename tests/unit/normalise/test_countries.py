"""Countries by name or code."""

from __future__ import annotations

import polars as pl
import pycountry
import pytest

from carnet.language import Language
from carnet.stages.normalise.countries import country_name, normalise_countries


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USA", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("États-Unis", "US"),
        ("uk", "GB"), ("England", "GB"), ("Scotland", "GB"), ("Wales", "GB"), ("Northern Ireland", "GB"),
        ("Great Britain", "GB"), ("Royaume-Uni", "GB"), ("Holland", "NL"), ("Suisse", "CH"),
        ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Holy See (Vatican City State)", "VA"),
        ("Deutschland", "DE"), ("España", "ES"), ("Korea, Republic of", "KR"), ("Viet Nam", "VN"),
        ("au", "AU"), ("NZL", "NZ"), (" Canada ", "CA"), ("Nouvelle-Zélande", "NZ"), ("NA", "NA"),
        ("Turkey", "TR"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_any_of_its_names(written: str, code: str) -> None:
    assert normalise_countries(pl.Series([written])).row(0)[:2] == (code, None)


@pytest.mark.parametrize("language", list(Language))
def test_every_country_s_own_name_leads_back_to_it(language: Language) -> None:
    codes = [country.alpha_2 for country in pycountry.countries]
    names = [country_name(code, language) for code in codes]
    assert normalise_countries(pl.Series(names))["value"].to_list() == codes


def test_an_unknown_country_is_set_aside_with_the_nearest_name() -> None:
    found = normalise_countries(pl.Series(["Austrailia", "Untied States", "Atlantis", "n/a", None]))
    assert found["value"].to_list() == [None] * 5
    assert found["code"].to_list() == [*["country.unknown"] * 3, None, None]
    assert found["suggestion"].to_list() == ["Australia", "United States", None, None, None]


def test_a_writer_gets_the_name_in_its_language() -> None:
    assert country_name("CH", Language.FR) == "Suisse"
    assert country_name("CH", Language.EN) == "Switzerland"
