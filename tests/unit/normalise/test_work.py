"""How often work repeats and how many hours it takes, however a firm writes it."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.language import Language
from carnet.stages.normalise.dates import normalise_dates
from carnet.stages.normalise.hours import normalise_hours
from carnet.stages.normalise.recurrence import label, normalise_recurrence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monthly", "Monthly"),
        ("every month", "Monthly"),
        ("Mensuelle", "Monthly"),
        ("Tous les 3 mois", "Quarterly"),
        ("Every 12 Months", "Yearly"),
        ("fortnightly", "Every 2 weeks"),
        ("Toutes les 4 semaines", "Every 4 weeks"),
        ("RRULE:FREQ=MONTHLY;INTERVAL=6", "Every 6 months"),
        ("One-off", "Does not repeat"),
        ("None", "Does not repeat"),
        ("-", None),
        ("", None),
    ],
)
def test_how_often_work_repeats_is_read_in_both_languages(text: str, value: str | None) -> None:
    found = normalise_recurrence(pl.Series([text]))
    assert (found["value"][0], found["code"][0]) == (value, None)


@pytest.mark.parametrize("text", ["now and then", "Every 0 weeks", "FREQ=HOURLY", "12"])
def test_what_is_no_repeat_is_said_and_not_guessed(text: str) -> None:
    found = normalise_recurrence(pl.Series([text]))
    assert (found["value"][0], found["code"][0]) == (None, "repeats.unreadable")


def test_a_repeat_is_said_in_the_language_of_the_person() -> None:
    assert label("Every 2 weeks", Language.FR) == "Toutes les 2 semaines"
    assert label("Quarterly", Language.FR) == "Trimestriel"


@pytest.mark.parametrize(
    ("text", "value"),
    [("6.5", "6.5"), ("6,5 h", "6.5"), ("6:30", "6.5"), ("6 h 30", "6.5"), ("90 min", "1.5"),
     ("12 hours", "12"), ("0", "0"), ("n/a", None)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, value: str | None) -> None:
    found = normalise_hours(pl.Series([text]))
    assert (found["value"][0], found["code"][0]) == (value, None)


def test_what_is_no_number_of_hours_is_said() -> None:
    assert normalise_hours(pl.Series(["two days"]))["code"][0] == "hours.invalid"


def test_a_due_date_with_a_year_in_two_digits_lies_ahead() -> None:
    found = normalise_dates(pl.Series(["31/12/49"]), "dmy", None, ahead=True)
    assert found["value"][0] == "2049-12-31"
