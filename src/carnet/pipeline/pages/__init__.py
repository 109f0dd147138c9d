"""A kept plan as pages show it: a slice at a time, filtered, without reading the whole."""

from carnet.pipeline.pages.compared import Compared, compared, texts_of
from carnet.pipeline.pages.findings import FindingPage, FindingQuery, Placed, findings_of
from carnet.pipeline.pages.reader import PlanReader
from carnet.pipeline.pages.settled import reopened, settled
from carnet.pipeline.pages.shown import (
    Change,
    Item,
    Linked,
    PlannedCard,
    PlannedContact,
    PlanPage,
    PlanQuery,
    RuleCount,
    SourcePlace,
    label,
)
from carnet.pipeline.pages.suspects import (
    Cluster,
    Pair,
    Side,
    SuspectPage,
    SuspectQuery,
    decisions,
    pairs_digest,
    suspects,
)
from carnet.pipeline.pages.work import PlannedItem, planned_work

__all__ = [
    "Change",
    "Cluster",
    "Compared",
    "FindingPage",
    "FindingQuery",
    "Item",
    "Linked",
    "Pair",
    "Placed",
    "PlanPage",
    "PlanQuery",
    "PlanReader",
    "PlannedCard",
    "PlannedContact",
    "PlannedItem",
    "RuleCount",
    "Side",
    "SourcePlace",
    "SuspectPage",
    "SuspectQuery",
    "compared",
    "decisions",
    "findings_of",
    "label",
    "pairs_digest",
    "planned_work",
    "reopened",
    "settled",
    "suspects",
    "texts_of",
]
