"""Which contacts are the same, by everything they say: names, dates, addresses, numbers.

The path of a comparison: ``facts`` (what a row or a contact says), ``records`` (the same, to be compared),
``blocking`` (which pairs are worth a look), ``score`` (Splink: how far each pair agrees) on one of the
``backends``, ``strangers`` and ``refine`` (the default weights, brought nearer to these lists), ``weigh``
(what the agreement speaks for: one contact, relatives or strangers), ``contradict`` and ``cluster`` (who is
who), ``explain`` (the evidence).
``find_duplicates`` is all of it in one call.
"""

from carnet.stages.evidence.backends import require
from carnet.stages.evidence.explain import evidence
from carnet.stages.evidence.facts import facts_of_contacts, facts_of_rows
from carnet.stages.evidence.find import Clusters, Thresholds, find_duplicates
from carnet.stages.evidence.records import comparison_table

__all__ = [
    "Clusters",
    "Thresholds",
    "comparison_table",
    "evidence",
    "facts_of_contacts",
    "facts_of_rows",
    "find_duplicates",
    "require",
]
