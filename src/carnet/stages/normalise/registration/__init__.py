"""Registration numbers: the types (``numbers``), their check digits (``checks``), a column of them.

``normalise`` reads a column; ``untyped`` finds the types of one that does not name them; ``deciding`` says
what is wrong with a number."""

from carnet.stages.normalise.registration.deciding import registration_key
from carnet.stages.normalise.registration.normalise import normalise_registration

__all__ = ["normalise_registration", "registration_key"]
