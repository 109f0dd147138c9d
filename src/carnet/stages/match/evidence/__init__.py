"""Which contacts are the same, by everything they say: names, dates, addresses, numbers.

The path of a comparison: ``facts`` (what a row or a contact says), ``records`` (the same, to be compared),
``blocking`` (which pairs are worth a look), ``score`` (how far each pair agrees: ``few`` by one query, or
``splinked`` on one of the ``backends``), ``strangers`` and ``refine`` (the default weights, brought nearer to
these lists), ``weigh`` (what the agreement speaks for: one contact, relatives or strangers), ``contradict``
and ``cluster`` (who is who), ``explain`` (the evidence).
``find.find_duplicates`` is all of it in one call.
"""
