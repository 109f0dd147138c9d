"""The exports of the demo's firm, of which it is known who is who; many of its people are namesakes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from carnet.choices import Choices
from carnet.contract import Duplicates, Options
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.no_book import NoBook
from firm.clients import Maker
from firm.exports import SEED, write_exports


def test_hardly_any_namesakes_are_made_one_and_hardly_anybody_stays_several(tmp_path: Path) -> None:
    people = [person for client in Maker(SEED).clients() for person in client.people]
    who = pl.DataFrame({"email": [person.email.lower() for person in people], "who": range(len(people))})
    files, merged = write_exports(tmp_path / "exports"), Choices(Options(), duplicates=Duplicates.MERGE)
    plan = make_plan(files, merged, NoBook(), tmp_path, Timings())
    persons = plan.contacts.filter(pl.col("kind") == "person").select("contact")
    emails = plan.cards.join(persons, on="contact").select("contact", email="emails").explode("email")
    told = emails.join(who.unique("email", keep="none"), on="email").unique(["contact", "who"])
    wrong, missed = (told.group_by(side).len()["len"] for side in ("contact", "who"))
    assert missed.len() > 3000
    assert (wrong > 1).sum() / wrong.len() < 0.01
    assert (missed > 1).sum() / missed.len() < 0.01
