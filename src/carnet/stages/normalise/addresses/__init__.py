"""Addresses: whole ones taken apart (``parse``), postal codes (``postal``), regions (``regions``).

``words`` knows streets, units and boxes; ``besides`` takes out what is no part of an address.
"""

from carnet.stages.normalise.addresses.parse import in_order, normalise_addresses
from carnet.stages.normalise.addresses.postal import normalise_postal
from carnet.stages.normalise.addresses.regions import country_of_region

__all__ = ["country_of_region", "in_order", "normalise_addresses", "normalise_postal"]
