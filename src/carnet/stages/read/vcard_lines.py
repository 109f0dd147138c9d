"""The content lines of vCards: unfolded, cut into name, parameters and value, and decoded.

Source: vCard 2.1 (versit), RFC 2426 (3.0), RFC 6350 (4.0), RFC 6868 (parameter escapes).
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_HEAD = re.compile(r'((?:[^":]|"[^"]*")*?):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_VALUES = re.compile(r'((?:[^",]|"[^"]*")+)')
_NAME = re.compile(r"[A-Za-z0-9_.-]+$")
_ENCODINGS = {"QUOTED-PRINTABLE": "quoted-printable", "BASE64": "base64", "B": "base64"}
_PLAIN_ENCODINGS = frozenset({"7BIT", "8BIT"})
_ESCAPES = re.compile(r"\\([^A-MO-Za-mo-z0-9])", re.DOTALL)
# Android's own label: X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BCro)
_CUSTOM = re.compile(r"X-CUSTOM\((?:CHARSET=([\w-]+),)?(ENCODING=QUOTED-PRINTABLE,)?(.*)\)", re.IGNORECASE)
_BORDER = re.compile(r"(?:BEGIN|END):VCARD", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"quoted-printable", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One property as written.

    Attributes:
        number: line of the file, from 1. group: "item1" or "". name: in capitals.
        types: of TYPE and PREF, in small letters. parameters: the others, name in capitals.
        encoding: "", "quoted-printable" or "base64". value: still escaped.
    """

    number: int
    group: str
    name: str
    value: str
    types: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    encoding: str = ""

    def decoded(self) -> str:
        """The value without its transfer encoding; base64 stays as written, without white space."""
        if self.encoding == "base64":
            return "".join(self.value.split())
        if self.encoding == "quoted-printable":
            return _from_quoted_printable(self.value, self.parameters.get("CHARSET", "utf-8"))
        return self.value


def lines(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical line; folds and soft breaks are joined."""
    number, held = 0, ""
    for count, text in enumerate(texts, 1):
        if held and _goes_on(held) and not _BORDER.match(text):
            held = held[:-1] + text
        elif held and text[:1] in (" ", "\t"):
            held += text[1:]
        else:
            if held:
                yield number, held
            number, held = count, text
    if held:
        yield number, held


def _goes_on(held: str) -> bool:
    """Whether a quoted-printable value continues on the next line."""
    return held.endswith("=") and bool(_SOFT_BREAK.search(held.partition(":")[0]))


def parse(number: int, text: str) -> Line | None:
    """One property, or None where the line is none."""
    match = _HEAD.match(text)
    if match is None:
        return None
    head, value = match[1], match[2]
    group, _, name = head.partition(";")[0].strip().rpartition(".")
    if not _NAME.match(name):
        return None
    line = Line(number, group.lower(), name.upper(), value)
    for parameter in _PARAMETER.finditer(head):
        _take(line, parameter[1].strip())
    return line


def _take(line: Line, parameter: str) -> None:
    """Put one parameter where it belongs; vCard 2.1 writes types and encodings without a name."""
    if custom := _CUSTOM.fullmatch(parameter):
        label = _from_quoted_printable(custom[3], custom[1] or "utf-8") if custom[2] else custom[3]
        line.types.append(label.lower())
        return
    name, equals, value = parameter.partition("=")
    name, value = (name.strip().upper(), value.strip()) if equals else ("", name.strip())
    bare = value.strip('"').upper()
    if name in ("", "ENCODING") and bare in _ENCODINGS:
        line.encoding = _ENCODINGS[bare]
    elif name in ("", "ENCODING") and bare in _PLAIN_ENCODINGS:
        return
    elif name in ("", "TYPE"):
        line.types += [kind for found in _VALUES.findall(value) for kind in _kinds(found)]
    elif name == "PREF":
        line.types.append("pref")
    else:
        line.parameters[name] = _unquoted(value)


def _kinds(value: str) -> list[str]:
    """A quoted list is a list too: TYPE="voice,home"."""
    return [kind.strip().lower() for kind in _unquoted(value).split(",") if kind.strip()]


def _unquoted(value: str) -> str:
    text = value.strip().strip('"')
    return text.replace("^n", "\n").replace("^'", '"').replace("^^", "^") if "^" in text else text


def _from_quoted_printable(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8"))
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("cp1252", "carnet.undefined")


def unescaped(value: str, *, old: bool) -> str:
    """Text without its escapes; version 2.1 ("old") escapes only what separates."""
    if "\\" not in value:
        return value
    if old:
        return value.replace("\\;", ";").replace("\\,", ",")
    return _ESCAPES.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def pieces(value: str, separator: str) -> list[str]:
    """A value cut at separators that are not escaped; the pieces are still escaped."""
    if "\\" not in value:
        return value.split(separator)
    return re.findall(rf"(?:^|{separator})((?:\\.|[^\\{separator}])*\\?)", value, re.DOTALL)
