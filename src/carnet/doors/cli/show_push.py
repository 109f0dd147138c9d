"""A push as a person reads it on the terminal, and as one JSON document."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from carnet.book.typed.values import field_of
from carnet.doors.cli.show import number, severity_mark
from carnet.findings import Severity, render, rules
from carnet.karbon.push.plan import Action
from carnet.language import Language, Text

if TYPE_CHECKING:
    from carnet.contract import Kind
    from carnet.karbon.push.plan import PushPlan
    from carnet.karbon.push.send import Tell
    from carnet.karbon.push.session import Told

_KINDS = {
    "organization": Text("Organizations", "Organisations"),
    "person": Text("People", "Personnes"),
    "client_group": Text("Client groups", "Groupes de clients"),
}
_ACTIONS = {
    Action.CREATE: (Text("to create", "à créer"), Text("created", "créés")),
    Action.UPDATE: (Text("to update", "à mettre à jour"), Text("updated", "mis à jour")),
    Action.UNCHANGED: (Text("unchanged", "inchangés"), Text("unchanged", "inchangés")),
    Action.LEFT: (Text("left out", "laissés"), Text("left out", "laissés")),
}
_EXAMPLES = 3  # contacts named for each rule
Counts = Mapping["Kind", Counter[Action]]


def planned(account: str, plan: PushPlan, language: Language) -> None:
    """What a push would do."""
    console = _console()
    console.print(Text("To %(account)s", "Vers %(account)s")(language, {"account": account}))
    console.print(_table(plan.counts, language, 0))
    if plan.fields:
        text = Text("Custom fields to create: %(names)s", "Champs personnalisés à créer : %(names)s")
        console.print(escape(text(language, {"names": ", ".join(plan.fields)})))
    _tell(console, plan.told, language)
    if not plan.size:
        console.print(Text("Nothing to send.", "Rien à envoyer.")(language), style="green")


def how_to_go_on(language: Language) -> None:
    """Nothing was sent yet."""
    print(
        Text(
            "Nothing was sent yet. Add --yes to send.",
            "Rien n’a encore été envoyé. Ajoutez --yes pour envoyer.",
        )(language)
    )


def sent(counts: Counts, told: Sequence[Told], language: Language, *, whole: bool) -> None:
    """What a push did.

    Args:
        told: what turned out on the way. whole: it came to its end.
    """
    console = _console()
    console.print()
    console.print(_table(counts, language, 1))
    _tell(console, told, language)
    if whole:
        console.print(Text("Sent.", "Envoyé.")(language), style="green")
    else:
        stopped = Text(
            "Stopped. What was sent is kept; push again and it goes on from there.",
            "Arrêté. Ce qui a été envoyé est retenu ; envoyez de nouveau et l’envoi reprendra là.",
        )
        console.print(stopped(language), style="yellow")


def document(
    account: str,
    counts: Counts,
    fields: Sequence[str],
    told: Sequence[Told],
    language: Language,
    *,
    sent: bool,
) -> None:
    """The whole as JSON.

    Args:
        fields: custom fields that the account gets. sent: False where this is only what would be done.
    """
    shown: dict[str, Any] = {
        "account": account,
        "sent": sent,
        "counts": {kind: {action: counted[action] for action in Action} for kind, counted in counts.items()},
        "custom_fields": list(fields),
        "findings": [_finding(one, language) for one in told],
    }
    print(json.dumps(shown, ensure_ascii=False))


def has_errors(told: Sequence[Told]) -> bool:
    """Whether something is to be corrected."""
    return any(rules()[one.loss.code].severity is Severity.ERROR for one in told)


@contextmanager
def progress(language: Language) -> Iterator[Tell | None]:
    """A bar on standard error; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(Text("Sending", "Envoi")(language), total=None)

        def tell(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield tell


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _table(counts: Counts, language: Language, tense: int) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for texts in _ACTIONS.values():
        table.add_column(texts[tense](language), justify="right")
    for kind, counted in counts.items():
        table.add_row(_KINDS[kind](language), *(number(counted[action], language) for action in _ACTIONS))
    return table


def _tell(console: Console, told: Sequence[Told], language: Language) -> None:
    """By rule, the gravest first, with some contacts as examples."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.loss.code, []).append(one)
    for code in sorted(found, key=lambda code: list(Severity).index(rules()[code].severity)):
        several = found[code]
        mark = severity_mark(rules()[code].severity, language)
        console.print(f"{mark} [bold]{number(len(several), language)}[/] [dim]{code}[/]")
        for one in several[:_EXAMPLES]:
            console.print(f"  {escape(f'{one.name}: {_message(one, language)}')}")
        if len(several) > _EXAMPLES:
            more = Text("  ... and %(count)s more", "  ... et %(count)s de plus")
            console.print(more(language, {"count": number(len(several) - _EXAMPLES, language)}), style="dim")


def _finding(one: Told, language: Language) -> dict[str, str]:
    return {
        "code": one.loss.code,
        "severity": rules()[one.loss.code].severity,
        "contact": one.key,
        "kind": one.kind,
        "name": one.name,
        "field": one.loss.field,
        "value": one.loss.value,
        "message": _message(one, language),
    }


def _message(one: Told, language: Language) -> str:
    """The sentence; a secret value is called by its field."""
    field = field_of(one.loss.field)
    value = one.loss.value or (field.label(language) if field else one.loss.field)
    return render(one.loss.code, language, value=value, detail=one.loss.detail).message
