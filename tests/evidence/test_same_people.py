"""People who are one contact under several spellings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evidence.people import among_strangers, one_contact, person

_BORN: dict[str, Any] = {"birth_date": "1961-03-28"}
_HOME: dict[str, Any] = {"line": "14 Quandong Road", "city": "Wirrabilla", "postal_code": "2777"}
_MAIL: dict[str, Any] = {"email": "peggy.thornhill@mail.example"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("Margaret", "Thornhill"), ("Peggy", "Thornhill"), id="a nickname"),
        pytest.param(
            ("Guillaume", "Thornhill"), ("Will", "Thornhill"), id="a French name and its short form"
        ),
        pytest.param(("Margaret", "Thornhill"), ("Thornhill", "Margaret"), id="first and last name swapped"),
        pytest.param(("Margaret", "Thornhill"), ("M", "Thornhill"), id="an initial"),
        pytest.param(("Zoë", "Lefèvre"), ("Zoe", "Lefevre"), id="accents"),
        pytest.param(("Ольга", "Соколова"), ("Olga", "Sokolova"), id="another alphabet"),
        pytest.param(("Margaret", "Thornhill"), ("Margaret", "Castlemaine"), id="a name taken in marriage"),
        pytest.param(("Margaret", "Thornhill"), ("Margret", "Thornhil"), id="typing mistakes"),
    ],
)
@pytest.mark.parametrize(
    "told", [_BORN | _HOME, _BORN | _MAIL], ids=["birth date and address", "birth date and email"]
)
def test_one_person_is_found_under_two_spellings(
    one: tuple[str, str], other: tuple[str, str], told: dict[str, Any]
) -> None:
    found = among_strangers(person(*one, **told), person(*other, **told))
    assert one_contact(found, 0, 1)


@pytest.mark.parametrize("born", ["1961-08-03", "1961-03-09"], ids=["day and month swapped", "one digit"])
def test_a_birth_date_with_a_mistake_does_not_hide_a_duplicate(born: str) -> None:
    found = among_strangers(
        person("Margaret", "Thornhill", birth_date="1961-03-08", **_HOME),
        person("Margaret", "Thornhill", birth_date=born, **_HOME),
    )
    assert one_contact(found, 0, 1)


def test_equal_rows_are_one_contact_for_certain() -> None:
    row = person("Margaret", "Thornhill", **_BORN, **_HOME)
    found = among_strangers(row, row, row)
    assert one_contact(found, 0, 1, 2)
