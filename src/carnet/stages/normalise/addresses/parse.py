"""A whole address taken apart from its end: country, postal code, region, city; the rest is the line."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.addresses import postal, regions
from carnet.stages.normalise.addresses.besides import taken_out
from carnet.stages.normalise.addresses.words import (
    asks_for_number,
    ends_as_street,
    has_house_number,
    has_street,
    is_civic,
    is_unit,
    starts_as_street,
    town_behind_street,
)
from carnet.stages.normalise.countries import _codes_by_name as codes_by_name
from carnet.stages.normalise.distinct import over_distinct, per_distinct_row
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.seldom import known_of_none, only_where
from carnet.stages.normalise.text import clean_lines, folded

rule(
    "address.unparsed",
    Severity.INFO,
    en="In “%(value)s” the city cannot be told from the street. What is certain was put in its parts, the "
    "rest in the address line. Separate street, city, region and postal code by commas.",
    fr="Dans « %(value)s », la ville ne se distingue pas de la rue. Ce qui est certain est allé dans ses "
    "parties, le reste dans la ligne d'adresse. Séparez rue, ville, région et code postal par des virgules.",
)

rule(
    "address.city_behind_street",
    Severity.INFO,
    en="In “%(value)s” nothing separates the city from the street. “%(detail)s”, which stands behind the "
    "street, was taken as the city. If it is not, put a comma where the city begins.",
    fr="Dans «\u00a0%(value)s\u00a0», rien ne sépare la ville de la rue. «\u00a0%(detail)s\u00a0», qui suit "
    "la rue, a été pris pour la ville. Si ce n'en est pas une, mettez une virgule là où la ville commence.",
)

PARTS = ("line", "city", "region", "postal_code", "country")

_SPOKEN = (
    "australia|new zealand|united states of america|united states|usa|u\\.s\\.a\\.|canada|united kingdom|uk"
    "|england|ireland|france|belgique|belgium|suisse|switzerland|schweiz|germany|deutschland|allemagne"
    "|south africa|singapore|hong kong|etats-unis|états-unis|royaume-uni|luxembourg"
)
_US_CODES = "|".join(sorted(regions.codes("US"))).upper()
_AU_CODES = "|".join(sorted(regions.codes("AU")))
_US_NAMES = r"(?i:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
_US_NAMES += r"|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
_US_NAMES += r"|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
_US_NAMES += (
    r"|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
)
_US_NAMES += r"|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
_US_NAMES += r"|Wisconsin|Wyoming)"
# Codes that can be nothing else at the end of a street: not NE (a quadrant), CT (Court) ...
_US_ALONE = "|".join(
    sorted(regions.codes("US") - {"ne", "ct", "pr", "vi", "wa", "or", "in", "me", *regions.MILITARY})
).upper()
_CA_ALONE = "|".join(sorted(regions.codes("CA") - {"nt", "pe", "nb"})).upper()
_PREFIXES = {"CH": "CH", "D": "DE", "DE": "DE", "F": "FR", "FR": "FR", "B": "BE", "BE": "BE", "A": "AT",
             "AT": "AT", "L": "LU", "LU": "LU"}  # fmt: skip
_CA_POST = postal.SHAPES["CA"]
_GB_POST = postal.SHAPES["GB"]

_THEN_COUNTRY = rf"(?i)(?:{_CA_POST}), CA$|(?:^|, )(?:[A-Z]{{1,2}}-)?\d{{4,5}} \p{{L}}[^,]*, \p{{L}}{{2}}$"

# Codes that a spreadsheet took their first zero from, behind the regions whose codes begin with one.
_WITHOUT_ZERO = {
    "US": r"[\s,](?:CT|MA|ME|NH|NJ|RI|VT|Connecticut|Massachusetts|Maine|New Hampshire|New Jersey"
    r"|Rhode Island|Vermont)[\s,]+(\d{4}(?:-\d{4})?)$",
    "AU": r"[\s,](?:NT|Northern Territory)[\s,]+(\d{3})$",
}

_NUMBERED_CITY = r"(?i)^\D+ \d{1,2}(?:e|er|[eè]me|nd|st|th|rd)?$|\bcedex(?: \d{1,2})?$"


@over_distinct
def normalise_addresses(values: pl.Series, country: str | None) -> pl.DataFrame:
    """Whole addresses in parts.

    Args:
        values: n texts, the parts separated by commas or line breaks, with or without a country:
            "12 Wattle Street, Ballarat, VIC, 3350, Australia", "8 rue de la Paix, 75002 Paris".
        country: ISO 3166-1 alpha-2 whose habits hold where an address does not say its own; or None.

    Returns:
        n rows: line, city, region, postal_code (as written), country (alpha-2, where it is written or the
        region or postal code leaves no doubt; never the given one), email and phone (what stood among the
        address; several with a line break between), code, suggestion and detail.
        Every word of the text but the parts' names ("City: ...") is in one of them; what is uncertain is in
        line.
    """
    texts = taken_out(values.to_frame("text").select(clean_lines(_parted(pl.col("text")))).to_series())
    rows = _with_country(_prepared(texts["text"]))
    rows = _with_habits(rows, country)
    groups = rows.partition_by("habits", as_dict=True)
    pieces = [_peeled(group, habits) for (habits,), group in groups.items()]
    nothing = pl.lit(None, pl.String)
    parts = pl.concat(pieces).sort("at") if pieces else rows.with_columns(city=nothing, line=nothing)
    more = pl.concat_str("email", "phone", separator=", ", ignore_nulls=True).replace("", None)
    parts = parts.with_columns(texts["email"], texts["phone"], texts["text"])
    unparsed = pl.col("city").is_null() & pl.col("line").is_not_null()
    behind = _behind_streets(parts.filter(unparsed))
    parts = parts.join(behind, on="at", how="left", maintain_order="left").with_columns(
        city=pl.coalesce("city", "behind"), line=pl.coalesce("street", "line")
    )
    return parts.select(
        *PARTS,
        "email",
        "phone",
        code=pl.when(more.is_not_null())
        .then(pl.lit("address.holds_more"))
        .when(pl.col("behind").is_not_null())
        .then(pl.lit("address.city_behind_street"))
        .when(unparsed)
        .then(pl.lit("address.unparsed")),
        suggestion=pl.when(more.is_null()).then("suggestion"),
        detail=pl.coalesce(more.str.replace_all("\n", ", "), "behind"),
    )


@known_of_none
def _behind_streets(rows: pl.DataFrame) -> pl.DataFrame:
    """The towns that likely stand behind the street of their line, with nothing between.

    Args:
        rows: parts of addresses without a city, and the text, which begins with the line where that holds the
            town.

    Returns:
        at, street and behind (the town, where region and postal code follow it and where it begins is sure);
        suggestion (elsewhere: the text as it would be read whole, commas around the town).
    """
    line, text = pl.col("line"), pl.col("text")
    street, town, sure = town_behind_street(line)
    sure &= pl.col("region").is_not_null() & pl.col("postal_code").is_not_null()
    end = text.str.slice(line.str.len_chars()).str.strip_chars_start(" ,").replace("", None)
    whole = pl.concat_str(street, town, end, separator=", ")
    return rows.select(
        "at",
        street=pl.when(sure).then(street),
        behind=pl.when(sure).then(town),
        suggestion=pl.when(text.str.starts_with(line) & ~sure).then(whole),
    )


def _parted(text: pl.Expr) -> pl.Expr:
    """Commas where nothing but two spaces parts an address: "1 Elm St  Reno  NV  89501"."""
    return only_where(text, r"^\s*(?:[^\s,;]+ )*[^\s,;]+(?:  [^,;\n]*\S){2,}$", _with_commas_for_gaps)


def _with_commas_for_gaps(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.replace_all(r" {2,}", ", ")


def in_order(values: pl.Series) -> pl.DataFrame:
    """Addresses that Carnet wrote whole: the five parts in the order of the import file, commas between.

    Returns:
        n rows: line, city, region, postal_code, country (alpha-2); nulls for any other text.
    """
    parts = values.to_frame("text").select(pl.col("text").str.split(", ").alias("parts"))
    country = folded(pl.col("parts").list.get(4, null_on_oob=True))
    code = country.replace_strict(codes_by_name(), default=None, return_dtype=pl.String)
    whole = (pl.col("parts").list.len() == len(PARTS)) & code.is_not_null()
    return parts.select(
        *(
            pl.when(whole).then(pl.col("parts").list.get(n, null_on_oob=True)).alias(name)
            for n, name in enumerate(PARTS[:4])
        ),
        country=pl.when(whole).then(code),
    )


# What forms write before each part: "Street Address: 1 Elm St City: Albany State / Province: NY".
_LABEL = (
    r"(?i)(?:^|[\s,;])(?:street(?: address)?(?: line ?\d)?|address(?: line)?(?: ?\d)?|city|town|suburb|county"
    r"|state(?: ?/ ?province)?|province|region|postal ?/ ?zip code|zip ?/ ?postal code|zip(?: code)?"
    r"|postal code|post ?code|country|rue|adresse(?: ligne)?(?: ?\d)?|ville|code postal|cp|pays)\s*:\s*"
)


def _without_labels(texts: pl.Series) -> pl.Series:
    """The texts without the names of the parts, where two of them or more are written."""
    rows = texts.str.contains(":", literal=True).fill_null(False).arg_true()
    asked = texts.gather(rows).to_frame("text")
    text = pl.col("text")
    bare = (
        pl.when(text.str.count_matches(_LABEL) > 1).then(text.str.replace_all(_LABEL, ", ")).otherwise(text)
    )
    return texts.scatter(rows, asked.select(bare).to_series())


def _prepared(texts: pl.Series) -> pl.DataFrame:
    texts = _without_labels(texts)
    odd = (
        texts.str.contains(r"[\n;|]|,[^ ]| ,|, *,|[ ,;.]$|^[ ,;]") | (texts.str.len_bytes() < 20)
    ).arg_true()
    text = pl.col("text")
    one_line = (
        text.str.replace_all(r"\s*[\n;|]\s*", ", ")
        .str.replace_all(r"\s*,(?:\s*,)*\s*", ", ")
        .str.strip_chars_start(" ,;")
        .str.strip_chars_end(" ,;.")
    )
    told = pl.when(~is_no_data(text) & (one_line != "")).then(one_line)
    rest = texts.scatter(odd, texts.gather(odd).to_frame("text").select(told).to_series())
    blank = pl.lit(None, pl.String)
    return rest.to_frame("rest").select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("at"),
        "rest",
        country=blank,
        region=blank,
        postal_code=blank,
    )


def _tail(text: pl.Expr) -> pl.Expr:
    """What stands behind the last comma."""
    return text.str.extract(r"([^,]*)$", 1).str.strip_chars()


def _without(text: pl.Expr, end: pl.Expr) -> pl.Expr:
    """The text without its end and the separators before it."""
    return text.str.strip_suffix(end).str.strip_chars_end(" ,-(")


def _with_country(rows: pl.DataFrame) -> pl.DataFrame:
    """The country where it is written last."""
    rest = pl.col("rest")
    # "M5V 2T6, CA" and "10117 Berlin, DE" end with a country, "Springfield, IL" with a state.
    behind_post = rest.str.contains(_THEN_COUNTRY)
    tails = rows.select(tail=_tail(rest), behind_post=behind_post.fill_null(False))
    rows = rows.drop("country").with_columns(per_distinct_row(tails, _country_of_tail))
    kept = rest.str.strip_suffix(pl.col("end")).str.strip_chars(" ,")
    return rows.with_columns(rest=pl.when(pl.col("end").is_null()).then("rest").when(kept != "").then(kept))


def _country_of_tail(tails: pl.DataFrame) -> pl.DataFrame:
    tail = pl.col("tail")
    known = folded(tail).replace_strict(codes_by_name(), default=None, return_dtype=pl.String)
    is_region = folded(tail).is_in(sorted((regions.codes("US") | regions.codes("CA")) - {"ae"}))
    sure = ~tail.str.contains(r"\d") & (~is_region | pl.col("behind_post"))
    code = tail.str.extract(rf" (?:\d{{4,5}}(?:-\d{{4}})?|{_CA_POST}|{_GB_POST}) (US|AU|NZ|CA|GB)$", 1)
    spoken = tail.str.extract(rf"(?i)\d[A-Za-z0-9]*(?: [\p{{L}}'’. -]*)? ({_SPOKEN})$", 1)
    found = pl.coalesce(pl.when(sure & known.is_not_null()).then(tail), code, spoken)
    named = folded(pl.col("end")).replace_strict(codes_by_name(), default=None, return_dtype=pl.String)
    return tails.select(end=found).select("end", country=named)


def _with_habits(rows: pl.DataFrame, country: str | None) -> pl.DataFrame:
    """The country whose habits an address follows: written, told by its end, or the given one."""
    silent = rows.filter(pl.col("country").is_null() & pl.col("rest").is_not_null())
    before_post = _tail(pl.col("rest").str.replace(r"[\s,]+\d{4,5}(?:-\d{4})?$", ""))
    region = regions.country_of_region(silent.select(before_post).to_series())
    told = silent.select("at", told=pl.coalesce(_told(pl.col("rest")), region))
    joined = rows.join(told, on="at", how="left", maintain_order="left")
    own = pl.coalesce("country", "told")
    return joined.with_columns(habits=pl.coalesce(own, pl.lit(country, pl.String)), country=own)


def _told(rest: pl.Expr) -> pl.Expr:
    """The country that the end of an address tells without naming it."""
    mixed = rest != rest.str.to_uppercase()
    prefix = rest.str.extract(r"(?:^|[\s,])([A-Z]{1,2})-\d{4,5} \p{L}[^,]*$", 1)
    patterns = (
        ("US", rf"(?:^|[\s,(])(?:{_US_CODES}|{_US_NAMES})\.?\)?[\s,]+\d{{5}}(?:-\d{{4}})?$", True),
        ("AU", rf"(?i)(?:^|[\s,])(?:{_AU_CODES})\.?[\s,]+\d{{4}}$", True),
        ("CA", rf"(?i)(?:^|[\s,])(?:{_CA_POST})$", True),
        ("GB", rf"(?i)(?:^|[\s,])(?:{_GB_POST})$", True),
        ("SG", r"(?i)(?:^|[\s,])Singapore[\s,]+\d{6}$", True),
        ("IE", r"(?:^|[\s,])(?:[AC-FHKNPRTV-Y]\d\d|D6W) [0-9AC-FHKNPRTV-Y]{4}$", True),
        ("US", rf" (?:{_US_ALONE})$", mixed),
        ("CA", rf" (?:{_CA_ALONE})$", mixed),
        ("AU", r" (?:VIC|NSW|QLD|TAS|ACT)$", mixed),
    )
    found = [
        pl.when(rest.str.contains(pattern) & sure).then(pl.lit(code)) for code, pattern, sure in patterns
    ]
    return pl.coalesce(*found, prefix.replace_strict(_PREFIXES, default=None, return_dtype=pl.String))


def _peeled(rows: pl.DataFrame, habits: str | None) -> pl.DataFrame:
    """Addresses of one country's habits, with what is certain taken from their ends.

    Where the habits are only a guess and fit nothing, those of no country in particular are tried.
    """
    ends = _peel_ends(rows, habits, guessed=False)
    fits = pl.any_horizontal(pl.col("postal_code", "region", "country").is_not_null())
    if habits is None:
        return _peel_city(ends)
    others = rows.join(ends.filter(~fits).select("at"), on="at", how="semi")
    return pl.concat([_peel_city(ends.filter(fits)), _peel_city(_peel_ends(others, None, guessed=True))])


def _peel_ends(rows: pl.DataFrame, habits: str | None, guessed: bool) -> pl.DataFrame:
    shape = postal.SHAPES.get(habits or "", postal.ANY)
    rows = _peel_postal(rows, shape, _WITHOUT_ZERO.get(habits or "", ""))
    rows = _peel_region(rows, habits)
    rows = _peel_postal(rows, shape)
    if habits is None or habits in postal.BEFORE_CITY:
        return _peel_front_postal(rows, shape, habits is not None, guessed)
    return rows.with_columns(town=pl.lit(None, pl.String))


def _peel_postal(rows: pl.DataFrame, shape: str, without_zero: str = "") -> pl.DataFrame:
    start = r"(?:^|[\s,])" if "A-Z]" in shape and shape != postal.ANY else r"[\s,]"
    found = pl.col("rest").str.extract(rf"(?i){start}((?:[A-Z]{{1,2}}-)?(?:{shape}))\)?$", 1)
    if without_zero:
        found = pl.coalesce(found, pl.col("rest").str.extract(without_zero, 1))
    kept = _without(pl.col("rest").str.strip_chars_end(")"), found)
    own = found.str.contains(r"^\d+$") & asks_for_number(kept)  # "PO Box 1234"
    new = pl.col("postal_code").is_null() & found.is_not_null() & ~own
    return rows.with_columns(
        postal_code=pl.when(new).then(found).otherwise("postal_code"),
        rest=pl.when(~new).then("rest").when(kept != "").then(kept),
    )


def _peel_region(rows: pl.DataFrame, habits: str | None) -> pl.DataFrame:
    known_in = [habits] if habits else ["US", "CA", "AU"]
    codes = sorted(set().union(*(regions.codes(country) for country in known_in)))
    names = sorted(set().union(*(regions.names(country) for country in known_in)))
    if not codes and not names:
        return rows
    tails = rows.select(
        tail=_tail(pl.col("rest")),
        deep=(pl.col("rest").str.count_matches(",", literal=True) >= 2).fill_null(False),
        posted=pl.col("postal_code").is_not_null(),
    )
    found = per_distinct_row(tails, lambda tails: tails.select(region=_region(habits, codes, names)))
    return _without_region(rows, found["region"])


def _region(habits: str | None, codes: list[str], names: list[str]) -> pl.Expr:
    """The region at the end of a tail: all of it, in brackets, or its last words."""
    tail = pl.col("tail")
    also_city = sorted(regions.ALSO_CITIES)
    behind_city = ~folded(tail).is_in(also_city) | pl.col("deep")
    if habits is None:  # only what no country's city is called
        return pl.when(folded(tail).is_in(codes) & (tail == tail.str.to_uppercase()) & behind_city).then(tail)
    whole = pl.when(folded(tail).is_in([*codes, *names]) & behind_city).then(tail)
    bracketed = tail.str.extract(r"\(([^()]+)\)$", 1)
    two = tail.str.extract(r" (\S+ \S+(?: and \S+| of \S+)?)$", 1)
    one = tail.str.extract(r" (\S+)$", 1)
    shouted = (one == one.str.to_uppercase()) | pl.lit(habits == "AU")
    named = folded(one).is_in(names) & ~folded(one).is_in(also_city) & pl.col("posted")
    return pl.coalesce(
        pl.when(folded(bracketed).is_in([*codes, *names])).then(bracketed),
        whole,
        pl.when(folded(two).is_in(names)).then(two),
        pl.when((shouted & folded(one).is_in(codes)) | named).then(one),
    )


def _without_region(rows: pl.DataFrame, found: pl.Series) -> pl.DataFrame:
    rows = rows.with_columns(found.alias("region"))
    rest = pl.col("rest")
    ended = pl.when(rest.str.ends_with(pl.col("region"))).then(rest).otherwise(rest.str.strip_chars_end(")"))
    kept = pl.when(pl.col("region").is_not_null()).then(_without(ended, pl.col("region"))).otherwise("rest")
    return rows.with_columns(rest=pl.when(kept != "").then(kept))


def _peel_front_postal(rows: pl.DataFrame, shape: str, sure: bool, guessed: bool) -> pl.DataFrame:
    """The code in "75008 Paris", behind a comma or in the middle of the text.

    A number in front of a street ("8999 Corporate Way") is a house number. Where the country does not
    tell that codes stand before cities (not sure), so is one of four digits, or of any length where the
    habits of the given country did not fit (guessed), unless the text before it has the house number.
    """
    pattern = rf"(?i)(?:^|[\s,])((?:[A-Z]{{1,2}}-)?(?:{shape})) (\p{{L}}[^,\d]*(?:cedex(?: \d{{1,2}})?)?)$"
    groups = pl.col("rest").str.extract_groups(pattern)
    code, city = groups.struct.field("1"), groups.struct.field("2")
    rows = rows.with_columns(front=code, town=city, before=pl.col("rest").str.replace(pattern, ""))
    placed = pl.lit(sure) | has_house_number(pl.col("before")) | pl.col("front").str.contains(r"[^\d]")
    placed |= pl.lit(not guessed) & (pl.col("front").str.len_chars() == 5) & (pl.col("before") == "")
    new = (
        pl.col("postal_code").is_null() & pl.col("town").is_not_null() & ~has_street(pl.col("town")) & placed
    )
    end = pl.concat_str("front", "town", separator=" ")
    kept = _without(pl.col("rest"), end)
    return rows.with_columns(
        postal_code=pl.when(new).then("front").otherwise("postal_code"),
        town=pl.when(new).then("town"),
        rest=pl.when(~new).then("rest").when(kept != "").then(kept),
    ).drop("front", "before")


def _peel_city(rows: pl.DataFrame) -> pl.DataFrame:
    rest = pl.col("rest")
    peeled = pl.any_horizontal(pl.col("region", "postal_code", "country").is_not_null())
    tails = rows.select(
        tail=pl.when(pl.col("town").is_null()).then(_tail(rest)),
        several=rest.str.contains(",", literal=True).fill_null(False),
        civic=is_civic(rest).fill_null(False),
        peeled=peeled,
    )
    rows = _without_streets(rows.with_columns(per_distinct_row(tails, _city_of_tail)))
    line = pl.when(pl.col("own").is_not_null()).then(_without(rest, pl.col("own"))).otherwise(rest)
    city = pl.coalesce("town", "own")
    return rows.select("at", *PARTS[2:], city=city, line=pl.when(line != "").then(line))


def _without_streets(rows: pl.DataFrame) -> pl.DataFrame:
    """A tail like "Federal Way" is a city only behind a house number, which is costly to look for."""
    asked = rows.select((pl.col("own").is_not_null() & pl.col("street")).fill_null(False)).to_series()
    before = rows.filter(asked).select(has_house_number(_before_tail(pl.col("rest")))).to_series()
    lost = pl.Series("lost", [False]).new_from_index(0, rows.height).scatter(asked.arg_true(), ~before)
    return rows.with_columns(own=pl.when(~lost).then("own"))


def _before_tail(rest: pl.Expr) -> pl.Expr:
    """What stands before the last comma."""
    return rest.str.extract(r"^(.*),[^,]*$", 1).str.strip_chars()


def _city_of_tail(tails: pl.DataFrame) -> pl.DataFrame:
    """The tail, where it is a place: no house number, unit or street, nor all that follows a number."""
    tail = pl.col("tail")
    digits = tail.str.contains(r"\d")
    is_place = (~digits | tail.str.contains(_NUMBERED_CITY)) & ~is_unit(tail) & ~pl.col("civic")
    is_place &= ~starts_as_street(tail)
    alone = pl.col("peeled") & ~has_street(tail) & ~digits
    own = pl.when(is_place & (pl.col("several") | alone)).then(tail)
    state = tail.str.extract(r"(?i)\s(singapore)$", 1)  # the city that the country is
    state = pl.when(pl.col("peeled")).then(state)
    return tails.select(own=pl.coalesce(own, state), street=ends_as_street(tail))
