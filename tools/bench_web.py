"""Measure the pages of the web app on a large book: p95 by page, what a page weighs, how many requests it is.

The book is made once under bench-data/ by importing a made file; visitors then come over loopback.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from bench import FOLDER, messy_file
from environment import CARNET, SCRIPTS
from serving import root_of, served

VISITORS = Path(__file__).resolve().parent / "measure" / "visitors.py"
CONTACTS_A_ROW = 1.6  # of the made file
EMAIL, PASSWORD = "bench@example.com", "a bench for many visitors"
AIM = 200  # milliseconds
CONTACT = re.compile(r'href="/contacts/[0-9A-Za-z]{12}/"')
PAGES = {"contacts": "/contacts/", "search": "/contacts/?q=smith", "overview": "/overview/"}


class Linked(HTMLParser):
    """Collects what a page makes the browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts, styles and pictures."""
        given = dict(attrs)
        name = {"script": "src", "link": "href", "img": "src"}.get(tag)
        if name and given.get(name):
            self.addresses.add(str(given[name]))


def book_of(contacts: int) -> Path:
    """A home with a book of so many contacts, made if it is not there yet."""
    home = FOLDER / f"book-{contacts}"
    if not (home / "done").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        source = messy_file(round(contacts / CONTACTS_A_ROW))
        print(f"Importing {source.name}", file=sys.stderr)
        command = [str(CARNET), "import", str(source), "--yes", "--json", "--duplicates", "separate"]
        done = subprocess.run(command, env=os.environ | {"CARNET_HOME": str(home)}, stdout=subprocess.DEVNULL)
        if done.returncode > 1:
            sys.exit("The import failed.")
        (home / "done").touch()
    for office in home.glob("office.sqlite3*"):
        office.unlink()
    return home


def first_run(first: str) -> OpenerDirector:
    """Make the firm's administrator; a browser that is signed in."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(first).read().decode()
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    values |= {"firm": "Bench", "name": "Bench", "email": EMAIL, "password": PASSWORD}
    browser.open(Request(first, urlencode(values).encode(), {"Referer": first}))
    return browser


def prepared(browser: OpenerDirector, root: str, source: Path) -> str:
    """The path of the plan page of an import in preparation, made through the pages as a person does."""
    page = browser.open(root + "import/").read().decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n',
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{source.name}"\r\n'
        "Content-Type: text/csv\r\n\r\n",
    ]
    body = "".join(parts).encode() + source.read_bytes() + f"\r\n--{mark}--\r\n".encode()
    headers = {"Referer": root, "Content-Type": f"multipart/form-data; boundary={mark}"}
    draft = re.sub(r"files/$", "", browser.open(Request(root + "import/", body, headers)).url)
    browser.open(draft + "plan/").read()
    while not browser.open(draft + "progress/").headers.get("HX-Trigger"):
        time.sleep(1)
    return urlsplit(draft + "plan/").path


def weight(browser: OpenerDirector, address: str) -> tuple[int, int]:
    """Bytes and requests of a page with all that it links to."""
    page = browser.open(address).read()
    linked = Linked()
    linked.feed(page.decode())
    parts = [browser.open(urljoin(address, part)).read() for part in linked.addresses]
    return len(page) + sum(len(part) for part in parts), 1 + len(parts)


def visited(root: str, seconds: int, visitors: int, plan: str) -> list[dict[str, object]]:
    """What the load tool measured, by page; plan is the path of a plan page."""
    command = [str(SCRIPTS / "locust"), "-f", str(VISITORS), "--headless", "--json", "--only-summary"]
    command += ["-u", str(visitors), "-r", str(visitors), "-t", f"{seconds}s", "--host", root.rstrip("/")]
    environment = os.environ | {"BENCH_EMAIL": EMAIL, "BENCH_PASSWORD": PASSWORD, "BENCH_PLAN": plan}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def percentile(times: dict[str, int], share: float) -> int:
    """Milliseconds that this share of the requests needed at most.

    Args:
        times: milliseconds -> how many requests took that long.
    """
    left = share * sum(times.values())
    for taken, count in sorted((int(float(took)), count) for took, count in times.items()):
        left -= count
        if left <= 0:
            return taken
    return 0


def main() -> int:
    """The book, the visitors, the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--planned", type=int, default=100_000, help="rows of the import whose plan is shown")
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--visitors", type=int, default=2, help="people at work at the same time")
    options = parser.parse_args()
    with served(book_of(options.contacts)) as first:
        root = root_of(first)
        browser = first_run(first)
        while not CONTACT.search(browser.open(root + "contacts/").read().decode()):
            time.sleep(1)  # a large book is read once
        planned = messy_file(options.planned)
        print(f"Planning {planned.name}", file=sys.stderr)
        plan = prepared(browser, root, planned)
        print(f"{options.contacts:,} contacts, a plan of {options.planned:,} rows")
        print(f"{options.visitors} visitors, {options.seconds} s")
        print(f"{'':18} {'requests':>9} {'median ms':>10} {'p95 ms':>8} {'failures':>9}")
        late = False
        for page in visited(root, options.seconds, options.visitors, plan):
            times: dict[str, int] = page["response_times"]  # type: ignore[assignment]
            p95 = percentile(times, 0.95)
            late = late or (p95 > AIM and page["name"] != "sign in")
            print(f"{page['name']!s:18} {page['num_requests']!s:>9} {percentile(times, 0.5):>10} {p95:>8} "
                  f"{page['num_failures']!s:>9}")  # fmt: skip
        print(f"\n{'':18} {'kB':>9} {'requests':>10}")
        for name, path in {**PAGES, "plan": plan}.items():
            size, requests = weight(browser, urljoin(root, path))
            print(f"{name:18} {size / 1000:>9,.0f} {requests:>10}")
    print(f"\nAim: p95 under {AIM} ms at the server: {'missed' if late else 'reached'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
