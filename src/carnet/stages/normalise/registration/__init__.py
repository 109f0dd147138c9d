"""Registration numbers: the types (``numbers``), their check digits (``checks``), a column of them."""

from carnet.stages.normalise.registration.normalise import normalise_registration, registration_key

__all__ = ["normalise_registration", "registration_key"]
