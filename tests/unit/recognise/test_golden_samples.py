"""Each golden sample is recognised as its own provider's, and as nobody else's."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import Options, Recognised, SourceFile
from carnet.providers.layout import Layout, layout_of, providers, targets
from carnet.stages.recognise import recognise
from carnet.stages.recognise.claim import claims
from tests.support.generated import few
from tests.support.sheets import sheet, sheets_of

GOLDEN = Path(__file__).parents[2] / "golden"
SAMPLES = sorted(path for path in GOLDEN.glob("*/*") if path.suffix in {".csv", ".xlsx"})
NO_LISTS = {"Instructions", "Colleagues"}


def _recognised(path: Path) -> list[Recognised]:
    found, _ = recognise([SourceFile(str(path), path.suffix[1:], tuple(sheets_of(path)))], Options())
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_claimed_by_its_own_provider(path: Path) -> None:
    for found in _recognised(path):
        if found.sheet.name in NO_LISTS:
            assert found.kind == "none"
        else:
            assert found.provider == path.parent.name, found.reason.en
            assert found.kind != "none"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_other_provider_claims_a_sample_nearly_as_well(path: Path) -> None:
    for found in _recognised(path):
        if found.kind == "none":
            continue
        claimed = claims(found.headers, sheet=found.sheet.name)
        own = [claim.score for claim in claimed if claim.provider.name == path.parent.name]
        rivals = [claim.score for claim in claimed if claim.provider.name != path.parent.name]
        assert not rivals or max(rivals) < max(own) - 0.1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_order_of_columns_does_not_matter(path: Path) -> None:
    for found in _recognised(path):
        if found.layout:
            headers = list(found.headers)
            random.Random(7).shuffle(headers)
            best = claims(headers, sheet=found.sheet.name)[0]
            assert (best.provider.name, best.layout.name) == (found.provider, found.layout)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_header_of_a_sample_is_declared_or_left_to_the_words(path: Path) -> None:
    for found in _recognised(path):
        if layout := layout_of(found):
            declared = targets(layout, found.headers)
            named = [index for index, header in enumerate(found.headers) if header]
            assert sum(declared[index] is not None for index in named) >= 0.8 * len(named)


def _layouts() -> list[tuple[str, Layout]]:
    return [
        (provider.name, layout)
        for provider in providers().values()
        for layout in provider.layouts
        if provider.name not in {"vcard", "other"}
        and all(some & layout.columns.keys() for some in (layout.all_of, *layout.any_of) if some)
    ]


@given(data=st.data())
@few(50)
def test_a_choice_of_columns_is_recognised_while_the_tell_tales_are_there(data: st.DataObject) -> None:
    name, layout = data.draw(st.sampled_from(_layouts()))
    telling = set(layout.all_of) | {
        data.draw(st.sampled_from(sorted(some & layout.columns.keys()))) for some in layout.any_of
    }
    allowed = [text for text in layout.columns if text not in layout.none_of]
    headers = list(telling | set(data.draw(st.lists(st.sampled_from(allowed), max_size=12))))
    shuffled = data.draw(st.permutations(headers))
    assert name in {claim.provider.name for claim in claims(shuffled)}


@pytest.mark.parametrize(
    "headers",
    [
        ("First Name", "Last Name", "Email"),
        ("Name", "Phone", "Email", "Address"),
        ("First Name", "Last Name", "Company", "Job Title", "Mobile Phone", "Email Address"),
        ("Client ID", "Name", "EIN", "Entity", "State", "Return Type", "Staff"),
        ("Client ID", "Client Name", "Entity", "SSN/EIN", "Preparer"),
        ("Organization Name", "Tax ID", "Country", "Primary Contact", "Contact Email"),
        ("First Name", "Last Name", "E-mail Address"),
        (
            "Customer Type",
            "First Name",
            "Last Name",
            "Company Name",
            "Display Name",
            "Email",
            "Billing Address 1",
        ),
        ("Client", "Service", "Due Date", "Status", "Staff", "Entity", "State", "County", "Notes"),
        ("Nom", "Prénom", "Courriel", "Téléphone"),
        ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner"),
        ("First", "Middle", "Last", "Nickname", "Email", "Category"),
        ("Contact Name", "Company", "Email", "Phone", "Position"),
    ],
    ids=lambda headers: ",".join(headers)[:40],
)
def test_headers_that_anybody_may_use_are_no_providers(headers: tuple[str, ...]) -> None:
    found = recognise([SourceFile("f", "csv", (sheet([headers, ["x"] * len(headers)]),))], Options())[0][0]
    assert found.provider == "other"
    assert found.kind != "none"
