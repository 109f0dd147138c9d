"""Every address of the pages, as the URL configuration has it; those of the APIs stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from carnet.office.roles import Role, TeamRole


@dataclass(frozen=True)
class Route:
    """An address; ``arguments``: the names of what stands in it."""

    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def needed(self) -> Role | TeamRole | None:
        """What somebody must at least be at a firm, or in the team; None where the page is of no firm."""
        return getattr(self.view, "needed", None)

    @property
    def area(self) -> str:
        """The part of the app."""
        return self.name.partition(":")[0]

    def address(self, known: Mapping[str, Mapping[str, object]]) -> str:
        """The address.

        Args:
            known: arguments by the route's name or by its area.
        """
        given = {**known.get(self.area, {}), **known.get(self.name, {})}
        return reverse(self.name, kwargs={name: given[name] for name in self.arguments})


def routes() -> list[Route]:
    """All of them."""
    pages = [one for one in get_resolver().url_patterns if str(one.pattern) not in {"api/", "v3/"}]
    return list(_walk(pages, ""))


def _walk(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[Route]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inside = f"{one.namespace}:" if one.namespace else ""
            yield from _walk(one.url_patterns, space + inside)
        else:
            yield Route(f"{space}{one.name}", one.callback, tuple(one.pattern.converters))


def of_template(key: str, stage: int, task: int) -> dict[str, dict[str, object]]:
    """What stands in the addresses of a template of onboarding, of a stage and of a task of it."""
    numbers = (
        (0, ("template", "copy", "rename", "delete_template")),
        (stage, ("template_stage", "move_stage", "delete_stage", "add_template_task")),
        (task, ("template_task", "move_task", "delete_task")),
    )
    return {
        f"onboarding:{name}": {"key": key, "number": number} for number, names in numbers for name in names
    }
