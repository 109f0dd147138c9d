"""The API does what its OpenAPI document says, whatever is sent; the document can be looked at."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.support.api import Api, running
from tests.support.generated import SOAK
from tests.web.conftest import watched

_OURS = "/v1/(people|organizations|client-groups|contacts)"
_PARTS = {"people": "last_name", "organizations": "name", "client-groups": "name"}


def checked(api: Api, folder: Path, *options: str) -> int:
    """Let schemathesis send to contacts what it likes; how many requests it made.

    Raises:
        AssertionError: an answer is broken, or not as the document says.
    """
    lines: list[str] = []
    with api.client() as client:
        for path, name in _PARTS.items():
            body, doubtful = {name: f"Probe of {path}"}, {"accept_doubtful": True}
            made = client.post(f"/{path}", json=body, params=doubtful).json()
            values = f'"path.key" = "{made["id"]}", "path.card" = {made["cards"][0]["id"]}'
            lines += ["[[operations]]", f'include-path-regex = "/{path}/"', f"parameters = {{ {values} }}"]
    return probed(api, folder, _OURS, lines, *options)


_SEED = () if SOAK else ("--seed", "1")  # the suite asks the same each time


def probed(api: Api, folder: Path, paths: str, further: Sequence[str], *options: str) -> int:
    """The same to other paths.

    Args:
        paths: a pattern. further: lines of schemathesis's configuration.
    """
    lines = [f'headers = {{ Authorization = "Bearer {api.token}" }}', *further]
    config = folder / "schemathesis.toml"
    config.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), "--config-file", config, "run",
         f"{api.served.address}api/v1/openapi.json", "--exclude-checks", "positive_data_acceptance",
         "--include-path-regex", paths, "--continue-on-failure", "--warnings", "off", *_SEED, *options],
        stdout=subprocess.PIPE, encoding="utf-8", cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    found = re.search(r"([\d,]+) generated", done.stdout)
    assert found, done.stdout
    return int(found[1].replace(",", ""))


def test_what_is_answered_is_what_the_document_says(api: Api, tmp_path: Path) -> None:
    assert checked(api, tmp_path, "--phases", "fuzzing", "--max-examples", "4") > 100


def test_the_same_holds_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with running(tmp_path, CARNET_DATABASE_URL=postgres_url) as api:
        assert checked(api, tmp_path, "--phases", "fuzzing", "--max-examples", "2") > 50


if SOAK:  # takes minutes

    def test_thousands_of_requests_find_nothing_that_the_document_does_not_say(
        api: Api, tmp_path: Path
    ) -> None:
        assert checked(api, tmp_path, "--phases", "coverage,fuzzing", "--max-examples", "30") > 5_000


def test_every_operation_says_what_it_refuses(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            place = f"{method} {path}"
            assert operation["summary"], place
            assert {"401", "422", "429"} <= set(operation["responses"]), place
            named = {given["name"] for given in operation["parameters"]}
            assert ("Idempotency-Key" in named) == (method != "get"), place


def test_the_document_is_shown_without_any_foreign_script(
    api: Api, browser: Browser, picture: Callable[[Page, str], None]
) -> None:
    page = browser.new_page(locale="en-GB")
    wrong = watched(page)
    page.goto(f"{api.served.address}api/v1/docs")
    expect(page.get_by_text("Add a person")).to_be_visible()
    page.get_by_text("Add a person").click()
    expect(page.get_by_role("button", name="Try it out")).to_be_visible()
    picture(page, "api")
    page.close()
    assert not wrong, wrong
