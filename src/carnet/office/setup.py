"""Making the office's tables, and those of the packages it stands on."""

from __future__ import annotations

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from carnet.book.faults import told
from carnet.book.setup import migrate

OFFICE = "default"  # Django's alias of the database that holds users, sessions and jobs


def migrate_office() -> None:
    """Bring every table but the book's own up to date.

    Raises:
        CarnetError: book.locked, book.unreadable, book.unreachable.
    """
    connection = connections[OFFICE]
    with told(connection.vendor):
        executor = MigrationExecutor(connection)
        targets = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] != "book"]
        if executor.migration_plan(targets):
            migrate(connection, targets)
