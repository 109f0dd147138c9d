"""What a person chose goes to JSON and back, and what is no choice is refused with the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.choices import (
    Choices,
    Decision,
    FileChoices,
    Fix,
    Party,
    Place,
    Policy,
    Replacement,
    SheetChoices,
    Value,
    from_json,
    to_json,
)
from carnet.contract import CarnetError, Duplicates, Mode, Options
from tests.support.generated import few

_texts = st.text(st.characters(codec="utf-8"), max_size=8)
_numbers = st.integers(0, 9)
_places = st.builds(Place, _numbers, _texts)
_parties = st.builds(Party, _texts, _texts, _texts, _numbers, _texts, _numbers)
_choices = st.builds(
    Choices,
    everywhere=st.builds(
        Options, sheets=st.lists(_texts, max_size=2).map(tuple), header_row=st.none() | _numbers,
        mapping=st.dictionaries(_texts, _texts, max_size=2),
    ),
    files=st.dictionaries(_numbers, st.builds(FileChoices, encoding=st.none() | _texts), max_size=2),
    sheets=st.dictionaries(
        _places,
        st.builds(
            SheetChoices, taken=st.none() | st.booleans(),
            columns=st.dictionaries(_numbers, _texts, max_size=2),
        ),
        max_size=2,
    ),
    mode=st.sampled_from(Mode),
    keys=st.lists(_texts, max_size=2).map(tuple),
    duplicates=st.sampled_from(Duplicates),
    clear=st.booleans(),
    policies=st.dictionaries(_texts, st.sampled_from(Policy), max_size=2),
    fixes=st.lists(
        st.builds(Fix, _numbers, _texts, _numbers, _numbers, _texts, _texts), max_size=3
    ).map(tuple),
    replacements=st.lists(
        st.builds(Replacement, _texts, _texts, _texts, st.booleans()), max_size=2
    ).map(tuple),
    decisions=st.lists(
        st.builds(Decision, _parties, _parties, st.booleans(), st.floats(0, 1)), max_size=2
    ).map(tuple),
    values=st.lists(st.builds(Value, _parties, _texts, st.none() | _texts), max_size=2).map(tuple),
)  # fmt: skip


@few(20)
@given(choices=_choices)
def test_choices_read_back_are_the_choices_written(choices: Choices) -> None:
    assert from_json(to_json(choices)) == choices


def test_nothing_chosen_is_an_empty_document() -> None:
    assert to_json(Choices()) == "{}"
    assert from_json("{}") == Choices()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[]", ""), ("{", ""), ('{"modes": "fill"}', ".modes"), ('{"mode": "all"}', ".mode"),
        ('{"fixes": [[0, "s", "3"]]}', ".fixes[0]"), ('{"sheets": {"x": {}}}', ".sheets.x"),
        ('{"clear": 1}', ".clear"), ('{"decisions": [[["k"]]]}', ".decisions[0]"),
    ],
)  # fmt: skip
def test_what_is_no_choice_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(CarnetError) as refused:
        from_json(text)
    assert refused.value.code == "choices.unreadable"
    assert str(refused.value.values["detail"]).startswith(place)


def test_a_sheet_follows_its_own_choice_before_its_file_s_and_everybody_s() -> None:
    choices = Choices(
        Options(provider="canopy", encoding="cp1252", mapping={"A": "person.email", "B": ""}),
        files={1: FileChoices(encoding="utf-8", date_order="dmy")},
        sheets={Place(1, "List"): SheetChoices(provider="other", mapping={"A": ""}, columns={2: ""})},
    )
    own = choices.of_sheet(Place(1, "List"))
    assert (own.provider, own.encoding, own.date_order) == ("other", "utf-8", "dmy")
    assert own.mapping == {"A": "", "B": ""}
    assert own.columns == {2: ""}
    assert choices.of_sheet(Place(0, "List")) == choices.everywhere
