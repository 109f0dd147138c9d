"""Text tables that are not delimited as usual, and how a line of theirs is written as one that is.

Other quotation marks, several characters between the cells, columns of a fixed width, addresses as mail
programs list them: each is told from the first lines, and a line becomes a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from carnet.stages.read import delimiters
from carnet.stages.read.notes import Note, note

_LOOKED_AT = 300  # lines
_MOST = 0.9  # share of the lines that must have the same number of cells
_QUOTES = (
    ("'", "'"), ("“", "”"), ('="', '"'), (' "', '"'), ("„", "“"), ("„", "”"), ("«", "»"), ("‘", "’"),
)  # fmt: skip
_BARS = ("¦", "¬", "§", "，")  # between the cells, beyond plain ASCII
_ADDRESS = re.compile(
    r"""\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^<>@;,"]*?))\s*<([^<>@\s]+@[^<>@\s]+)>\s*(?:[;,]\s*|$)"""
)
_RULE = re.compile(r"[-=+\s]+")  # a line drawn under the header
_LABEL = re.compile(r"[\s>*•·-]*([^\W\d_][^:;,|\t<>@*]{0,39}?)[\s*]*:\**(?!//)")
_LABELLED = 0.8  # share of the lines that must name their value
_FEWEST = 3  # columns that spaces alone tell


@dataclass(frozen=True, slots=True)
class Undressing:
    """How a line is written as usual, and what is to be said of it."""

    line: Callable[[str], str]
    notes: tuple[Note, ...] = ()


def undressing(sample: str) -> Undressing | None:
    """What makes usual delimited text of a text that begins so; None where it is that already."""
    if sample.startswith('"') and delimiters.within_whole_lines(sample):
        return Undressing(_bare)
    lines = [line for line in sample.splitlines() if line.strip() and not _RULE.fullmatch(line)][:_LOOKED_AT]
    if not lines:
        return None
    return _labelled(lines) or _quoted(lines) or _spelled_out(lines) or _aligned(lines) or _addresses(lines)


def _bare(line: str) -> str:
    if len(line) > 1 and line[0] == line[-1] == '"':
        return line[1:-1].replace('""', '"')
    return line


# ------------------------------------------------------------------------------- quotation marks


def _quoted(lines: Sequence[str]) -> Undressing | None:
    """Cells within marks that are not the usual ones, where the lines fit together without them."""
    for opening, closing in _QUOTES:
        if not any(opening in line for line in lines[:2]) and sum(opening in line for line in lines) < 2:
            continue
        for char in delimiters.CANDIDATES:
            undress = partial(_unquoted, _cell(opening, closing, char), closing)
            before, after = _even(lines, char), _even([undress(line) for line in lines], char)
            told = len(_cell(opening, closing, char).findall(lines[0])) > 1 and opening != '="'
            if after > 1 and (told or after != before):
                return Undressing(undress)
    return None


def _cell(opening: str, closing: str, char: str) -> re.Pattern[str]:
    within = rf"((?:[^{closing}]|{closing}{closing}|(?<=\\){closing})*)"
    spaces = " *" if opening.strip() == opening else ""
    return re.compile(
        rf"(?:^|(?<={re.escape(char)})){spaces}{opening}{within}{closing} *(?={re.escape(char)}|$)"
    )


def _unquoted(cell: re.Pattern[str], closing: str, line: str) -> str:
    def usual(found: re.Match[str]) -> str:
        text = found[1].replace(f"\\{closing}", closing).replace(closing * 2, closing)
        return '"' + text.replace('"', '""') + '"'

    return cell.sub(usual, line)


def _even(lines: Sequence[str], char: str) -> int:
    """The number of cells of the first line where nearly all have as many; else 0."""
    widths = delimiters.widths("\n".join(lines), char)
    return widths[0] if widths and widths.count(widths[0]) >= _MOST * len(widths) else 0


# -------------------------------------------------------------------------- between the cells


def _spelled_out(lines: Sequence[str]) -> Undressing | None:
    """Several characters between the cells, always the same: "~|~"; or a tab here and a comma there; or one
    that is no plain ASCII."""
    for bar in _BARS:
        if len(lines) > 1 and {line.count(bar) for line in lines} == {lines[0].count(bar)} != {0}:
            return Undressing(partial(_replaced, bar, "\x1f"))
    for char in delimiters.CANDIDATES:
        around = Counter(re.findall(rf"([~^*#%&@$!_=-]{re.escape(char)}[~^*#%&@$!_=-])", "\n".join(lines)))
        if len(around) == 1 and sum(around.values()) == sum(line.count(char) for line in lines) >= len(lines):
            (between,) = around
            return Undressing(partial(_replaced, between, char))
    if '"' in "".join(lines):
        return None
    each = {char: {line.count(char) for line in lines} for char in delimiters.CANDIDATES}
    steady = [char for char, counts in each.items() if len(counts) == 1 and counts != {0}]
    if len(steady) == 2 and len(lines) > 2:
        first, second = steady
        return Undressing(partial(_replaced, first, second))
    return None


def _replaced(old: str, new: str, line: str) -> str:
    return line.replace(old, new)


# ------------------------------------------------------------------------------ columns by place


def _aligned(lines: Sequence[str]) -> Undressing | None:
    """Columns that spaces alone part, where no character cuts the first line."""
    text = "\n".join(lines)
    if _even(lines, delimiters.found(text)) >= _FEWEST or "\t" in text:
        return None
    cut: Callable[[str], list[str]]
    by_character = _even(lines, delimiters.found(text)) > 1 or len(delimiters.cut(text)) > 1
    if len(starts := _starts(lines)) >= _FEWEST:
        cut = partial(_at, starts)
    elif (
        not by_character
        and len({len(_by_spaces(line)) for line in lines}) == 1
        and len(_by_spaces(lines[0])) >= _FEWEST
    ):
        cut, starts = _by_spaces, list(range(len(_by_spaces(lines[0]))))
    else:
        return None
    said = note("file.fixed_width", value=str(len(starts)))
    return Undressing(lambda line: "\t".join(cut(line)).rstrip("\t"), (said,))


def _starts(lines: Sequence[str]) -> list[int]:
    """Where columns begin: every line has a space before; the first or most have two, and a letter there."""
    if len(lines) < 3:
        return []
    longest = max(map(len, lines))
    padded = [line.ljust(longest) for line in lines]
    apart = [place for place in range(2, longest) if all(line[place - 1] == " " for line in padded)]
    return [0, *(place for place in apart if _begins(padded, place) or _begins(padded[:1], place))]


def _begins(lines: Sequence[str], place: int) -> bool:
    """Whether most lines have text at a place, and two spaces before it."""
    found = sum(line[place] != " " and line[place - 2 : place] == "  " for line in lines)
    return found > len(lines) / 2


def _at(starts: Sequence[int], line: str) -> list[str]:
    return [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _by_spaces(line: str) -> list[str]:
    return re.split(r" {2,}", line.strip())


# ------------------------------------------------------------------------------- lines that are named


def _labelled(lines: Sequence[str]) -> Undressing | None:
    """Lines of "Name: Ann Lee", where the names of the values begin anew with each contact."""
    found = [_LABEL.match(line) for line in lines]
    counts = Counter(match[1].casefold() for match in found if match)
    steady = sum(count > 1 for count in counts.values())
    enough = sum(counts.values()) >= _LABELLED * len(lines) and len(counts) >= _FEWEST
    return Undressing(_pair) if found[0] and enough and steady >= len(counts) / 2 else None


def _pair(line: str) -> str:
    """The name and the value as two cells; a line without a name has none in its first."""
    if not line.strip():
        return ""
    match = _LABEL.match(line)
    cells = (match[1], line[match.end() :]) if match else ("", line)
    return "\t".join('"' + text.strip().replace('"', '""') + '"' for text in cells)


# ---------------------------------------------------------------------------------- addresses


def _addresses(lines: Sequence[str]) -> Undressing | None:
    """Lines of nothing but "Ann Lee <ann@example.com>; ...", as a mail program lists them."""
    if all(list(_people(line)) for line in lines):
        return Undressing(lambda line: "\n".join(_people(line)))
    return None


def _people(line: str) -> Iterator[str]:
    """One line for each address; none where the line is something else."""
    place, found = 0, []
    while place < len(line) and (match := _ADDRESS.match(line, place)):
        *names, email = match.groups("")
        found.append(f"{''.join(names).strip()}\t{email}")
        place = match.end()
    if place == len(line):
        yield from found
