"""Steps in a draft's choices: taken back one by one they lead to the beginning, made again to the end."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from carnet.office.drafts.steps import MOST, Step, kept, step, written

CELLS = some.lists(some.tuples(some.integers(0, 9), some.text(max_size=3)), unique=True, max_size=6)
DOCUMENTS = some.fixed_dictionaries(
    {},
    optional={
        "mode": some.sampled_from(["upsert", "fill"]),
        "fixes": CELLS.map(lambda cells: [list(cell) for cell in cells]),
        "sheets": some.dictionaries(
            some.sampled_from(["0/a", "0/b"]),
            some.dictionaries(some.sampled_from(["taken", "columns"]), some.booleans() | CELLS.map(dict)),
        ),
    },
)


@given(some.lists(DOCUMENTS, min_size=1, max_size=6))
def test_undoing_every_step_leads_back_and_redoing_every_step_leads_forth(
    documents: list[dict[str, Any]],
) -> None:
    documents = json.loads(json.dumps(documents))
    taken: list[Step] = []
    for before, after in pairwise(documents):
        one = step("cells", False, before, after)
        assert (one is None) == (before == after)
        taken += [one] if one else []
    taken = kept(written(taken))
    now = documents[-1]
    for one in reversed(taken):
        now = one.back(now)
    assert now == documents[0]
    for one in taken:
        now = one.forth(now)
    assert now == documents[-1]


def test_a_step_is_as_large_as_its_change_and_not_as_the_choices() -> None:
    many = [[0, "clients", row, 3, "was", "now"] for row in range(50_000)]
    one = step("cells", False, {"fixes": many}, {"fixes": [*many, [0, "clients", 7, 4, "", "x"]]})
    assert one
    assert len(written([one])) < 200


def test_the_oldest_steps_go_when_there_are_too_many() -> None:
    steps = [step(str(number), False, {"n": number}, {"n": number + 1}) for number in range(MOST + 5)]
    left = kept(written([one for one in steps if one]))
    assert [one.what for one in left] == [str(number) for number in range(5, MOST + 5)]
