"""A sample of each kind of file goes through the pages into the book and back out of it; in ``make soak`` one
of every provider does."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from carnet.office.drafts import files, keep
from carnet.office.jobs import Job
from tests.office.test_work import Office, done
from tests.support.generated import SOAK

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SAMPLES = {
    "outlook/desktop_en": "Outlook",
    "vcard/apple_cards": "vCard",
    "canopy/workbook": "Canopy",
    "xero-practice-manager/joined": "Xero Practice Manager",
    "karbon/assisted_fr": "Karbon",
}
OTHERS = {
    "gmail/google_new": "Gmail",
    "quickbooks-online/report_parts": "QuickBooks Online",
    "cch-axcess/client_manager_grid": "CCH Axcess",
    "cch-workflow/clients_uk": "CCH Workflow",
    "officetools/contacts": "OfficeTools",
    "practice-cs/clients": "Practice CS",
    "karbon/basic_en": "Karbon",
    "other/two_line_header": "Another program",
}
PROGRAMS = SAMPLES | OTHERS if SOAK else SAMPLES
ENDS = ("stored", "merged", "set_aside", "refused")


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("sample", PROGRAMS)
def test_a_sample_is_recognised_planned_applied_counted_to_the_cell_and_taken_back(
    tmp_path: Path, sample: str
) -> None:
    expected = json.loads((GOLDEN / f"{sample}.expected.json").read_text(encoding="utf-8"))
    folder, _, stem = sample.partition("/")
    paths = sorted(one for one in GOLDEN.joinpath(folder).glob(f"{stem}.*") if one.suffix != ".json")
    office = Office(tmp_path)
    draft = keep.begin(office.firm, office.user)
    for path in paths:
        sent = shutil.copy(path, tmp_path)  # it is moved into the draft's folder
        files.add(draft, path.name, Path(sent), path.stat().st_size)
    done(draft, Job.LOOK)
    address = f"/import/{draft.key}"
    _, *cards = office.client.get(f"{address}/files/").content.decode().split('<li class="card')
    assert len(cards) == len(paths)
    assert all(re.search(f'badge good">[^<]*{PROGRAMS[sample]}', card) for card in cards)
    done(draft, Job.PLAN)
    done(draft, Job.APPLY)
    cells, result = expected["cells"], office.client.get(f"{address}/result/").content.decode()
    assert f"{cells['read']} cells of the files" in office.page(f"{address}/result/")
    words = result.split('class="balance-words"')[1].split("</dl>")[0]
    counted = map(int, re.findall("<dt>([0-9]+)</dt>", words))
    assert dict(zip(ENDS, counted, strict=True)) == {end: cells[end] for end in ENDS}
    rows = office.client.get("/contacts/").content.decode().split('id="rows"')[1]
    assert len(re.findall(r'class="[^"]*\bopen\b', rows)) == len(expected["contacts"])
    done(draft, Job.UNDO)
    assert "The book is empty" in office.page("/contacts/")
