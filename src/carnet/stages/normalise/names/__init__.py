"""Names: person, organization or couple, and the parts of people's names.

The path of a name: cut into tokens and each token given a class (``tokens``, ``vocabulary``), the row of
classes read once for each distinct shape (``parse``, ``organizations``, ``couples``, ``people``), and the
tokens put into the parts that the reading says (``reading``).
"""

from carnet.stages.normalise.names.columns import is_given_name, split_parts, whole_names
from carnet.stages.normalise.names.household import household
from carnet.stages.normalise.names.reading import read_names
from carnet.stages.normalise.names.roles import are_roles

__all__ = ["are_roles", "household", "is_given_name", "read_names", "split_parts", "whole_names"]
