"""Saved views of the list of contacts, and the layout that a person last chose."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from carnet.office.models import ListLayout, SavedView, User


def views(user: User, firm: str) -> QuerySet[SavedView]:
    """The views that a person sees at a firm: their own and the shared ones, by name.

    Args:
        firm: the firm's key.
    """
    return SavedView.objects.filter(Q(user=user) | Q(shared=True), firm=firm).order_by("name", "id")


def save_view(
    user: User, firm: str, name: str, query: str, columns: Sequence[str], *, shared: bool
) -> SavedView:
    """Keep a view; one of the same name and the same reach is replaced."""
    owner = {} if shared else {"user": user}
    same = SavedView.objects.filter(firm=firm, name=name, shared=shared, **owner).first()
    view = same or SavedView(firm=firm, user=user, name=name, shared=shared)
    view.query, view.columns = query, list(columns)
    view.save()
    return view


def forget_view(user: User, firm: str, number: int, *, any_shared: bool) -> bool:
    """Delete a view of one's own; with any_shared also one that somebody else shares. Whether there was
    one."""
    mine = Q(user=user) | Q(shared=True) if any_shared else Q(user=user)
    return bool(SavedView.objects.filter(mine, firm=firm, pk=number).delete()[0])


def layout(user: User, firm: str) -> ListLayout:
    """The person's layout at a firm, the usual one where none was chosen."""
    return ListLayout.objects.filter(user=user, firm=firm).first() or ListLayout(user=user, firm=firm)


def keep_layout(
    user: User, firm: str, *, columns: Sequence[str] | None = None, size: int | None = None
) -> None:
    """Remember the columns or the rows a page."""
    chosen = {"columns": list(columns) if columns is not None else None, "size": size}
    given = {name: value for name, value in chosen.items() if value is not None}
    ListLayout.objects.update_or_create(user=user, firm=firm, defaults=given)
