"""Every word of a page is there in both languages, where it is written."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "carnet" / "doors" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted(path for path in (WEB / "static" / "carnet").rglob("*.js") if "vendor" not in path.parts)
READ_ALOUD = {"aria-label", "title", "placeholder", "alt", "aria-description", "data-confirm"}
NAMES = {"Carnet", "English", "Français", "EN", "FR"}  # the same in both languages
TAG = re.compile(
    r"{%\s*block (?:width|area).*?endblock\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|{%\s*comment.*?endcomment\s*%}",
    re.DOTALL,
)
SAID = re.compile(r"{%\s*(say|plural)\s+(?P<rest>.*?)%}", re.DOTALL)
WORDING = re.compile(r"""^\s*(?:[\w.|:"']+\s+)??(?P<texts>(?:"[^"]*"|'[^']*')(?:\s+(?:"[^"]*"|'[^']*'))*)""")


class Words(HTMLParser):
    """Collects what a reader sees or hears: text outside of tags, and spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def plain_words(template: str) -> list[str]:
    """The words of a template that stand in one language only."""
    reader = Words()
    reader.feed(TAG.sub(" ", template))
    texts = (re.sub(r"&\w+;", " ", text) for text in reader.found)
    words = [word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)]
    return [word for word in words if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_template_shows_no_word_in_one_language_only(path: Path) -> None:
    assert plain_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_each_text_of_a_template_has_both_wordings_with_the_same_places(path: Path) -> None:
    for said in SAID.finditer(path.read_text(encoding="utf-8")):
        texts = re.findall(r""""([^"]*)"|'([^']*)'""", said["rest"])
        wordings = [one or other for one, other in texts]
        wanted = 2 if said[1] == "say" else 4
        assert len(wordings) >= wanted, said[0]
        english, french = wordings[: wanted // 2], wordings[wanted // 2 : wanted]
        assert all(text.strip() for text in english + french), said[0]
        assert _places(english) == _places(french), said[0]
        for text in french:
            assert not re.search(r"(?<=\w) [:;?!»]|« (?=\w)", text), f"a space that breaks: {text}"


def _places(texts: list[str]) -> set[str]:
    return {name for text in texts for name in re.findall(r"%\((\w+)\)s", text)} - {"n"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(WEB / "static")))
def test_a_script_has_no_sentence_of_its_own_in_one_language(path: Path) -> None:
    """A script takes its words from the page; what it says itself stands as a pair `{ en: "", fr: "" }`."""
    source = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(encoding="utf-8"))
    pairs = re.sub(r"""{\s*en:\s*(["'`]).*?\1,\s*fr:\s*(["'`]).*?\2,?\s*}""", "", source, flags=re.DOTALL)
    strings = [text for _, text in re.findall(r"""(["'`])((?:(?!\1).)*)\1""", pairs)]
    assert [
        text
        for text in strings
        if re.search(r"[A-Z][a-zé]+ [a-zé]+ [a-zé]+|[a-zé]+ [a-zé]+ [a-zé]+[.!?]$", text)
    ] == []


def test_a_word_in_one_language_is_found() -> None:
    assert plain_words('<p>{% say "Yes" "Oui" %} but</p>') == ["but"]
    assert plain_words('<input placeholder="Search">') == ["Search"]
    assert plain_words("{# a remark #}<p>{{ name }}</p>") == []
