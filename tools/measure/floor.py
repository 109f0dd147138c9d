"""The floor: the same file read by Polars and put into SQLite as it is. Arguments: the csv, the database."""

from __future__ import annotations

import sqlite3
import sys

import polars as pl


def load(source: str, database: str) -> int:
    """Put every cell into a table as text, in one transaction.

    Returns:
        The rows put there.
    """
    frame = pl.read_csv(source, infer_schema=False)
    columns = ", ".join(f"c{index} TEXT" for index in range(frame.width))
    marks = ", ".join("?" * frame.width)
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(f"CREATE TABLE client ({columns})")
        connection.executemany(f"INSERT INTO client VALUES ({marks})", frame.iter_rows())
    connection.close()
    return frame.height


if __name__ == "__main__":
    load(*sys.argv[1:])
