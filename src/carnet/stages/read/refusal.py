"""How the readers inside the child process say that a file cannot be used."""

from __future__ import annotations

from carnet.contract import CarnetError


def refuse(code: str, *, value: str = "", detail: str = "", sheet: str = "") -> CarnetError:
    """An error by a declared rule; the file's name is added by whoever opened the file."""
    return CarnetError(code, file="", sheet=sheet, value=value, detail=detail)


def too_large(detail: str) -> CarnetError:
    """The file asks for more than a list of contacts can need."""
    return refuse("file.too_large_inside", detail=detail)


def damaged(detail: str) -> CarnetError:
    """The file is not what its first bytes promise."""
    return refuse("file.damaged", detail=detail)
