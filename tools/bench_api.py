"""Measure the API on a large book: requests a second and p95 of reading, searching, adding, and adding many.

The book is made by importing a made file, on SQLite and on a PostgreSQL server of its own; programs then call
over loopback.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench import FOLDER, messy_file
from bench_web import CONTACTS_A_ROW, book_of
from environment import CARNET, ROOT
from serving import root_of, served

sys.path.append(str(ROOT))
from tests.support.postgres import server

BULK = 10_000  # operations a request
WORDS = ("smith", "nguyen", "tremblay", "garcia", "14 wattle", "example", "jon smyth", "055501")
Call = Callable[[httpx.Client, random.Random], httpx.Response]


@contextmanager
def book(engine: str, contacts: int) -> Iterator[tuple[Path, dict[str, str]]]:
    """A home with a book of so many contacts, and the variables that name its database."""
    if engine == "sqlite":
        made = book_of(contacts)
        with TemporaryDirectory(dir=FOLDER) as folder:  # a copy, for contacts are added to it
            yield Path(shutil.copytree(made, folder, dirs_exist_ok=True)), {}
        return
    with server() as url, TemporaryDirectory() as folder:
        variables = {"CARNET_DATABASE_URL": f"{url}/postgres"}
        source = messy_file(round(contacts / CONTACTS_A_ROW))
        print(f"Importing {source.name} into PostgreSQL", file=sys.stderr)
        command = [str(CARNET), "import", str(source), "--yes", "--json", "--duplicates", "separate"]
        environment = os.environ | {"CARNET_HOME": folder} | variables
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode > 1:
            sys.exit("The import failed.")
        yield Path(folder), variables


def token(home: Path, variables: dict[str, str]) -> str:
    """A token of somebody who may change contacts."""
    wanted = [["bench", "administrator", ["contacts:read", "contacts:write"], None]]
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.tokens", json.dumps(wanted)],
        env=os.environ | {"CARNET_HOME": str(home)} | variables, cwd=ROOT, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return str(json.loads(done.stdout)[0])


def calls(keys: list[str]) -> dict[str, Call]:
    """What is measured."""

    def person(dice: random.Random) -> dict[str, object]:
        mark = f"{dice.randrange(10**12):012}"
        return {"first_name": f"Bench{mark}", "last_name": "Example", "client_identifier": f"B-{mark}",
                "cards": [{"emails": [f"bench{mark}@example.com"]}]}  # fmt: skip

    def many(client: httpx.Client, dice: random.Random) -> httpx.Response:
        operations = [{"op": "create", "kind": "person", "contact": person(dice)} for _ in range(BULK)]
        return client.post("contacts/bulk", json={"operations": operations})

    return {
        "read one": lambda client, dice: client.get(f"contacts/{dice.choice(keys)}"),
        "search": lambda client, dice: client.get("people", params={"q": dice.choice(WORDS)}),
        "list by name": lambda client, dice: client.get(
            "people", params={"sort": dice.choice(["name", "-modified", "made"]), "limit": 50}
        ),
        "add one": lambda client, dice: client.post("people", json=person(dice)),
        f"add {BULK:,}": many,
    }


def measured(call: Call, root: str, secret: str, seconds: float, programs: int) -> list[float]:
    """The seconds that each request took, of programs that call one after the other for so long."""

    def program(number: int) -> list[float]:
        dice, taken = random.Random(f"{number}/{time.time_ns()}"), list[float]()
        headers = {"Authorization": f"Bearer {secret}"}
        with httpx.Client(base_url=f"{root}api/v1/", headers=headers, timeout=300) as client:
            end = time.monotonic() + seconds
            while time.monotonic() < end or not taken:
                begun = time.perf_counter()
                answer = call(client, dice)
                taken.append(time.perf_counter() - begun)
                if answer.status_code >= 400:
                    sys.exit(f"{answer.status_code}: {answer.text[:300]}")
        return taken

    with ThreadPoolExecutor(programs) as pool:
        return [one for taken in pool.map(program, range(programs)) for one in taken]


def ready(root: str, secret: str) -> list[str]:
    """The keys of some contacts, once a large book is read."""
    with httpx.Client(base_url=f"{root}api/v1/", headers={"Authorization": f"Bearer {secret}"}) as client:
        while (answer := client.get("contacts", params={"limit": 200}, timeout=300)).status_code == 503:
            time.sleep(1)
        return [one["id"] for one in answer.raise_for_status().json()["items"]]


def main() -> int:
    """The books, the programs, the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument(
        "--engines", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"]
    )
    parser.add_argument("--seconds", type=float, default=20, help="for each kind of request")
    parser.add_argument("--programs", type=int, default=2, help="that call at the same time")
    options = parser.parse_args()
    os.environ["CARNET_API_LIMIT"] = str(10**9)
    print(f"{'engine':11} {'contacts':>10} {'request':14} {'a second':>9} {'median ms':>10} {'p95 ms':>8}")
    for engine in options.engines:
        for contacts in options.contacts:
            with book(engine, contacts) as (home, variables):
                os.environ.update(variables)
                secret = token(home, variables)
                with served(home) as first:
                    keys = ready(root_of(first), secret)
                    for name, call in calls(keys).items():
                        programs = 1 if name.startswith("add 1") else options.programs
                        taken = measured(call, root_of(first), secret, options.seconds, programs)
                        print(row(engine, contacts, name, sorted(taken), programs))
                for variable in variables:
                    del os.environ[variable]
    return 0


def row(engine: str, contacts: int, name: str, taken: list[float], programs: int) -> str:
    """A line of the table."""
    rate = programs * len(taken) / sum(taken)
    median, late = (1000 * taken[min(int(len(taken) * share), len(taken) - 1)] for share in (0.5, 0.95))
    return f"{engine:11} {contacts:10,} {name:14} {rate:9.1f} {median:10.0f} {late:8.0f}"


if __name__ == "__main__":
    sys.exit(main())
