"""What a contact is: one entry a field, and everything that knows fields is derived from it.

Template, header matching, validation, API schema, forms and the documentation's table of fields
all read ``FIELDS``. To add a field is to add one entry to ``fields.py``.
"""

from carnet.catalog.fields import (
    FIELDS,
    RECORD_COLUMNS,
    SECRET_COLUMNS,
    Field,
    FieldType,
    Level,
    field,
    prefix_of,
    short_name,
)
from carnet.catalog.headers import fold, words
from carnet.catalog.work import ALL_FIELDS, WORK_FIELDS

__all__ = [
    "ALL_FIELDS",
    "FIELDS",
    "RECORD_COLUMNS",
    "SECRET_COLUMNS",
    "WORK_FIELDS",
    "Field",
    "FieldType",
    "Level",
    "field",
    "fold",
    "prefix_of",
    "short_name",
    "words",
]
