"""The JSON of Karbon's API v3: ``written`` from a contact, ``given`` to what an action of the book takes."""
