"""Registration numbers: the types known (``numbers``), their check digits (``checks``), and a column of them."""

from carnet.stages.normalise.registration.normalise import normalise_registration, registration_key

__all__ = ["normalise_registration", "registration_key"]
