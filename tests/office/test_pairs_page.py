"""The pages on pairs that may be one, while the rows are checked again behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from carnet.office.drafts import files, keep
from carnet.office.jobs import Job
from tests.office.test_work import Office, done

LIST = "First Name,Last Name,Email\nAmelie,Tremblay,amelie@example.com\nAmelie,Tremblai,amelie@example.com\n"


@pytest.mark.usefixtures("office")
def test_a_part_of_the_page_that_asks_for_work_follows_it_and_calls_no_pair_decided(tmp_path: Path) -> None:
    office = Office(tmp_path)
    draft = keep.begin(office.firm, office.user)
    path = office.desk.file("list.csv", LIST)
    files.add(draft, path.name, path, path.stat().st_size)
    done(draft, Job.LOOK)
    done(draft, Job.PLAN)
    address = f"/import/{draft.key}/duplicates/"
    clusters = {"HX-Request": "true", "HX-Target": "clusters"}

    def asked() -> str:
        return office.client.get(address, headers=clusters).content.decode()

    assert "Keys:" in asked()
    type(draft).objects.filter(pk=draft.pk).update(planned=0)
    while_checked = asked()
    assert 'hx-get="../progress/"' in while_checked
    assert "Nothing left to decide" not in while_checked
    done(draft, Job.PLAN)
    assert "Keys:" in asked()
