"""The map stage: a field of the catalogue for each column, with the reason and how sure it is.

``map_columns`` decides by the person's choice, what the firm chose before, the provider's layout,
and then by header and values together. What stays doubtful is set aside with a suggestion.
"""

from carnet.stages.map.choice import is_field, placed
from carnet.stages.map.columns import map_columns
from carnet.stages.map.country import country_of
from carnet.stages.map.shape import shape
from carnet.stages.map.work import as_chosen

__all__ = ["as_chosen", "country_of", "is_field", "map_columns", "placed", "shape"]
