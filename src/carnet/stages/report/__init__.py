"""What a run found and did: sentences, groups of them for a person, and the JSON document for a script."""

from carnet.stages.report.by_rule import Group, groups, has_errors
from carnet.stages.report.columns import column_names, data_rows, secret_columns
from carnet.stages.report.document import refusal, refusal_finding, summary, write_document
from carnet.stages.report.wording import sentences, slices

__all__ = [
    "Group",
    "column_names",
    "data_rows",
    "groups",
    "has_errors",
    "refusal",
    "refusal_finding",
    "secret_columns",
    "sentences",
    "slices",
    "summary",
    "write_document",
]
