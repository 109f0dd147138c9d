"""The shapes of values, as regular expressions that a whole column is held against at once."""

from __future__ import annotations

from collections.abc import Mapping

from carnet.stages.map import gazetteer

_MONTH = gazetteer.alternatives("month_name")
_WEEKDAY = "[a-z]{3,6}day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_LEGAL = gazetteer.alternatives("legal_forms")
_STREET = gazetteer.alternatives("street_words")
_POST_CA = r"[a-z]\d[a-z][ -]?\d[a-z]\d"
_POST_GB = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"
_POST_IE = r"[a-z]\d[a-z\d] [a-z\d]{4}"
_GAP = r"\x{a0}\x{202f}"  # no-break spaces, as French numbers have them
_DOMAINS = (
    "com|net|org|io|co|ca|fr|uk|au|nz|us|biz|info|gov|edu|example|test|invalid|ie|de|eu|be|ch|quebec|app|dev"
)

_YEAR_END = (
    rf"((\d{{1,2}}(st|nd|rd|th|er)?[ -/]*({_MONTH}))|(({_MONTH})[ -/]*\d{{1,2}}(st|nd|rd|th)?)"
    rf"|(--)?(0?\d|[1-3]\d)[-/](0?\d|[1-3]\d)|({_MONTH}))"
)

# Of the plain text: lower case, no accents, no full stops.
PLAIN: Mapping[str, str] = {
    "date": rf"^(({_WEEKDAY}),? )?(\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}"
    r"|\d{1,2}[-/]\d{1,2}[-/](\d{4}|\d{2})"
    rf"|\d{{1,2}}(st|nd|rd|th|er)?[ -/]({_MONTH})[ -/,]+(\d{{4}}|\d{{2}})"
    rf"|({_MONTH}) \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}|(19|20)\d{{2}}[01]\d[0-3]\d)",
    "month_year": rf"^({_MONTH})[ -/]*'?(\d{{4}}|\d{{2}})$|^(0?\d|1[0-2])[-/](19|20)\d{{2}}$"
    r"|^(19|20)\d{2}[-/](0?\d|1[0-2])$",
    "year_end": rf"^{_YEAR_END}( ?[/(|–-] ?{_YEAR_END}\)?)?$",  # said twice in two languages
    "organization": rf"(^|[^a-z0-9])({_LEGAL})($|[^a-z0-9])|&",
    "street": r"^(\d+[a-z]?([-/]\d+[a-z]?)?,? ?(bis|ter)?,? ?[a-z']"
    rf"|.*(^|[^a-z])({_STREET})($|[^a-z]))",
    "letters": r"^[a-z][a-z' -]*(, ?[a-z][a-z' -]*)?$",
    "one_word": r"^[a-z][a-z'-]+$",
    "full_name": r"^[a-z'-]+,? [a-z'-]+( [a-z'-]+){0,2}$",
    "comma_name": r"^[a-z][a-z' -]+, [a-z][a-z'-]{2,}( [a-z'-]+)?$",
}
# Of the text as written, trimmed.
RAW: Mapping[str, str] = {
    "email": r"(?i)^\W*(mailto:)?[^\s@;,<>]+@[^\s@;,<>]+\.[a-z]{2,}|<[^\s@]+@[^\s@]+>$",
    "website": rf"(?i)^(https?://\S+|www\.\S+|[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.({_DOMAINS})(/\S*)?)$",
    "linkedin": r"(?i)linkedin\.com",
    "facebook": r"(?i)facebook\.com|fb\.(com|me)",
    "twitter": r"(?i)(twitter|//(www\.)?x)\.com|^@[a-z0-9_]{2,15}$",
    "skype": r"(?i)^skype:|^live:",
    "phone": rf"(?i)^['+(\d]?[\d\s().+/\-–‑{_GAP}]{{5,24}}\d\s*((x|ext\.?|poste|#)\s*\d{{1,6}})?$"
    r"|^(phone|tel|mobile|cell|fax|home|work|t[eé]l|bureau|dom)\w*\.?\s*:?\s*[+(]?\d[\d\s().\-]{5,}",
    "phone_marks": r"^\+\d|^\(?\d{2,4}\)\s?\d|^\d{3}[-. ]\d{3}[-. ]\d{4}|^0\d([ .-]\d{2}){4}|^0[1-9]\d{8}$"
    r"|^0\d{1,4}[ -]\d{3,4}[ -]?\d{3,4}|^\d{4} \d{3} \d{3}$|^\d{2} \d{4} \d{4}$|^1[ -]\d{3}[- ]\d{3}[- ]\d{4}"
    r"|(\d[ ().-]*){7}(x|ext\.?|poste)\s*\d",
    "phone_lines": r"^([^\n\d]{0,20}(\d[ ().-]*){7,15}[^\n\d]{0,12}(\n|$)){2,6}$",  # a line each
    "month_day": r"^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$|^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.?$",
    "serial_date": r"^[1-7]\d{4}(\.\d+)?$",  # the number under which a spreadsheet keeps a date
    "dotted_date": r"^\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})$|^\d{4}\.\d{1,2}\.\d{1,2}$",
    "time": r"\d{1,2}:\d{2}",
    "postal_marks": rf"(?i)^({_POST_CA}|\d{{5}}-\d{{4}}|{_POST_GB}|f-?\d{{5}}|{_POST_IE})$",
    "postal": rf"(?i)^({_POST_CA}|\d{{3,6}}|\d{{5}}-\d{{4}}|{_POST_GB}|f-?\d{{5}}|\d{{2}} ?\d{{3}}|{_POST_IE}"
    r"|\d{5} ?cedex.*|\d{4} [a-z]{2})$",
    "money": rf"^[-(+]?\s?[$€£]\s?-?[\d ,.{_GAP}]+\)?$|^[-(]?\d[\d ,{_GAP}]*[.,]\d{{2}}\)?\s?[$€£]?$"
    r"|^-?\d[\d ,.]*\s?[$€£]$",
    "number": rf"^-?[\d ,.{_GAP}]+$",
    "integer": r"^\d+$",
    "percent": r"^\d+([.,]\d+)?\s?%$",
    "day": r"^(0?[1-9]|[12]\d|3[01])$",
    "month_number": r"^(0?[1-9]|1[0-2])$",
    "year": r"^(19|20)\d{2}$",
    "ssn": r"^\d{3}-\d{2}-\d{4}$",
    "ein": r"^\d{2}-\d{7}$",
    "masked": r"^[*xX•#]{2,3}(-[*xX•#\d]{2,7}){1,2}$",
    "uuid": r"(?i)^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$",
    "code": r"^[A-Za-z0-9][A-Za-z0-9._/\-#]*$",
    "has_digit": r"\d",
    "has_letter": r"\p{L}",
    "at_sign": r"\S@\S",
    "upper": r"^[A-Z]+$",
    "whole_address": rf"(?i)(,|\n).*({_POST_CA}|\b\d{{4,5}}\b|{_POST_GB}\b|\b[A-Z]{{2}}\b)|\d+.*,.*,",
    "ends_in_place": rf"(?i),.*(\b{_POST_CA}|\b\d{{5}}(-\d{{4}})?|\b[a-z]{{2,3}} \d{{4}}|\b{_POST_GB})"
    r"(,? *[a-z. ]+)?$|, *\d{4,5} [\p{L} -]+$|\n.*\d{4,5}",
    "label_star": r"^\*",
}
# Lists of the gazetteer that whole values are looked up in.
LISTED = (
    "salutation", "suffix", "entity", "kind", "status", "progress", "month_name", "yes_no", "currency",
    "label", "city",
)  # fmt: skip
