"""Outlook's headers in each language, in the order of the English desktop export.

``CONCEPTS`` says what each place of a language's list means; ``;`` separates spellings of one header,
an empty place is a header that was not found for the language.
"""

from __future__ import annotations

from carnet.providers.outlook_words.asian import ASIAN
from carnet.providers.outlook_words.eastern import EASTERN
from carnet.providers.outlook_words.northern import NORTHERN
from carnet.providers.outlook_words.western import WESTERN

__all__ = ["ASIAN", "CONCEPTS", "EASTERN", "LANGUAGES", "NORTHERN", "WEB"]

_ADDRESS = "{0} line|{0} line|{0} line|{0} city|{0} region|{0} postal_code|{0} country|"

CONCEPTS = (
    "title|first|middle|last|suffix|company|aside|role|"
    + "".join(_ADDRESS.format(place) for place in ("business", "home", "other"))
    + "phone|fax|work|work|phone|phone|office|fax|homephone|homephone|phone|mobile|fax|"
    "phone|phone|phone|phone|phone|phone|"
    "aside|aside|aside|aside|birthday|business line|groups|aside|aside|"
    "email|default|aside|email|default|aside|email|default|aside|"
    "default|number|aside|home line|aside|aside|aside|aside|aside|aside|aside|notes|aside|number|other line|"
    "default|default|aside|aside|default|spouse|aside|aside|aside|aside|website"
)

WEB = (
    "Nickname=nickname|Given Yomi=aside|Surname Yomi=aside|Company Yomi=aside|Given Name Yomi=aside|"
    "Family Name Yomi=aside|IMAddress=im|IM Address=im|Personal Web Page=website|Schools=aside|"
    "Business Country=business country|Home Country=home country|Other Country=other country|"
    "Mobile Phone 2=mobile|E-mail 1 Address=email|E-mail 1 Type=default|E-mail 1 Display Name=aside"
)

LANGUAGES = {**WESTERN, **NORTHERN, **EASTERN, **ASIAN}
