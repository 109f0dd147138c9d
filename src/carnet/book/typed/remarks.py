"""What is said about typed values: those that are refused, and those that look mistyped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from carnet.catalog import SECRET_COLUMNS
from carnet.contract import CarnetError
from carnet.findings import Severity, render, rule
from carnet.language import Language

rule(
    "typed.refused",
    Severity.ERROR,
    en="Nothing was saved: %(detail)s cannot be kept as it was typed. Correct it, then save again.",
    fr="Rien n'a été enregistré : %(detail)s ne peut pas être conservé tel que saisi. Corrigez, puis "
    "enregistrez de nouveau.",
)
rule(
    "typed.doubtful",
    Severity.WARNING,
    en="Nothing was saved yet: %(detail)s looks mistyped. Correct it, or save it as it is.",
    fr="Rien n'a encore été enregistré : %(detail)s semble mal saisi. Corrigez, ou enregistrez tel quel.",
)


class _Every(frozenset[str]):
    """Has every text."""

    def __contains__(self, one: object) -> bool:
        return True


EVERY: Collection[str] = _Every()  # accepts all doubts, unseen


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one typed value.

    Attributes:
        field: a record column, "custom.<name>", or an entry of a card: "role", "emails.0", "phones.1" ...
        code: of the rule; value, suggestion, detail: what its placeholders stand for.
        key: of the contact that the sentence names.
    """

    field: str
    code: str
    value: str
    suggestion: str = ""
    detail: str = ""
    key: str = ""

    def sentence(self, language: Language) -> str:
        """The remark in one language."""
        told = render(self.code, language, value=self.value, suggestion=self.suggestion, detail=self.detail)
        return told.message

    @property
    def mark(self) -> str:
        """What says that a person saw the remark and wants the value all the same."""
        return f"{self.field}={self.key or self.value}"


class RefusedError(CarnetError):
    """Typed values that cannot be kept; nothing was changed."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        super().__init__("typed.refused", detail=_fields(remarks))
        self.remarks = tuple(remarks)


class DoubtfulError(CarnetError):
    """Typed values that look mistyped, which the person did not see said; nothing was changed."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        super().__init__("typed.doubtful", detail=_fields(remarks))
        self.remarks = tuple(remarks)


def settle(faults: Sequence[Remark], doubts: Sequence[Remark], accepted: Collection[str]) -> None:
    """Go on only where nothing is wrong and every doubt was seen.

    Args:
        accepted: marks of the doubts that the person saw.

    Raises:
        RefusedError, DoubtfulError.
    """
    if faults:
        raise RefusedError(faults)
    unseen = [doubt for doubt in doubts if doubt.mark not in accepted]
    if unseen:
        raise DoubtfulError(doubts)


def _fields(remarks: Sequence[Remark]) -> str:
    """What they are about: the values as typed, of secret ones the fields."""
    said = (one.field if one.field in SECRET_COLUMNS or not one.value else one.value for one in remarks)
    return ", ".join(dict.fromkeys(said))
