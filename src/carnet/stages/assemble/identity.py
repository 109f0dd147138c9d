"""Which mentions are one contact: equal keys join them, contradicting ones keep them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.assemble.mention_frames import RECORD_SET
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.assemble.rows import SPOUSE
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.emails import email_key
from carnet.stages.normalise.names import household
from carnet.stages.normalise.names.legal_forms import STRONG, WEAK

# Columns whose differing values tell two contacts of one name apart, and within what.
_CONTRADICTING: dict[str, tuple[str, ...]] = {
    "client_identifier": ("layout",), "key": ("layout",), "birth_date": (), "contact_key": (),
    "in_doubt": ("sheet",), "title": (),
}  # fmt: skip
_BRANCH = r"\s*:.*$"  # of a client with sub-clients, "Oak Ltd:Leeds": its people are the client's
_LEGAL_WORDS = sorted(STRONG | WEAK)


def name_key() -> pl.Expr:
    """The comparable name of a mention or contact: kind, and first and last name for people."""
    parts = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).replace("", None)
    spelled = folded(pl.when(pl.col("kind") == "person").then(pl.coalesce(parts, "name")))
    plain = exact(pl.when(pl.col("kind") != "person").then("name"))
    couple = household(pl.when(pl.col("kind") == "organization").then("name"))
    return pl.concat_str("kind", pl.lit(":"), pl.coalesce(spelled, couple, plain))


def identify(mentions: Mentions) -> npt.NDArray[np.int64]:
    """The number of the contact that each mention is, in order of first appearance.

    Returns:
        n numbers from 0; equal where two mentions are the same contact.
    """
    if not mentions.frame.height:
        return np.zeros(0, dtype=np.int64)
    return _connected(mentions.frame.height, _tables(mentions))


def split(mentions: Mentions, numbers: npt.NDArray[np.int64], apart: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The contacts once mentions that a person holds apart are two, though they share a key.

    Their other mentions stay with the one with which they share the rarer key.

    Args:
        numbers: from identify().
        apart: one, other: rows of the mentions' frame.
    """
    ends = [apart[name].to_numpy() for name in ("one", "other")]
    inside = numbers[ends[0]] == numbers[ends[1]]
    if not inside.any():
        return numbers
    torn = np.isin(numbers, numbers[ends[0]][inside])
    label = np.unique(numbers, return_index=True)[1][numbers]
    label[torn] = np.flatnonzero(torn)
    enemies: dict[int, set[int]] = defaultdict(set)
    for one, other in zip(*(end[inside].tolist() for end in ends), strict=True):
        enemies[one].add(other)
        enemies[other].add(one)
    members = {int(mention): [int(mention)] for mention in np.flatnonzero(torn)}
    shared = [table.filter(pl.Series(torn[table["m"].to_numpy()])) for table in _tables(mentions)]
    groups = pl.concat(table.group_by("key", maintain_order=True).agg("m").select("m") for table in shared)
    for (group,) in groups.sort(pl.col("m").list.len(), maintain_order=True).iter_rows():
        _join_friends(label, members, enemies, group)
    found: npt.NDArray[np.int64] = np.unique(label, return_inverse=True)[1].astype(np.int64)
    return found


def _join_friends(
    label: npt.NDArray[np.int64], members: dict[int, list[int]], enemies: Mapping[int, set[int]],
    group: Sequence[int],
) -> None:  # fmt: skip
    """Make the mentions of a group one as far as nobody holds them apart; label is changed in place."""
    led: list[int] = []
    for mention in group:
        own = int(label[mention])
        if own in led:
            continue
        against = set().union(*(enemies.get(one, ()) for one in members[own]))
        into = next((one for one in led if not against.intersection(members[one])), None)
        if into is None:
            led.append(own)
            continue
        kept, gone = min(into, own), max(into, own)
        members[kept] += members.pop(gone)
        label[members[kept]] = kept
        led[led.index(into)] = kept


def _tables(mentions: Mentions) -> list[pl.DataFrame]:
    """The tables of keys of which several mentions share one; see _key_tables."""
    keyed = mentions.frame.with_row_index("m").with_columns(name_key=name_key())
    keyed = keyed.with_columns(apart=_contradiction(_with_doubts(mentions, keyed)))
    return [table for table in _key_tables(mentions, keyed) if table.height]


def _contradiction(keyed: pl.DataFrame) -> pl.Series:
    """What keeps equal names apart: another birth date; in one tool's files another identifier or key; of
    half a name, another title ("Mr & Mrs Roe"), and other cells of columns that are set aside for doubt,
    where the other half may stand.

    Two tools number the same client differently, so identifiers of different tools contradict nothing.
    """
    apart = pl.Series("apart", [""], dtype=pl.String).new_from_index(0, keyed.height)
    repeated = keyed.filter(pl.col("name_key").is_duplicated() & pl.col("name_key").is_not_null())
    for column, scope in _CONTRADICTING.items():
        place = ["name_key", *scope]
        values = repeated.lazy().select(*place, value=column).drop_nulls("value")
        differing = values.filter(pl.col("value").n_unique().over(place) > 1).select(place).unique().collect()
        if differing.height:
            marked = (
                repeated.select("m", *place, value=pl.col(column).fill_null(""))
                .join(differing, on=place, how="semi")
                .select("m", mark=pl.concat_str(pl.lit("|"), "value"))
            )
            frame = keyed.select("m").join(marked, on="m", how="left", maintain_order="left")
            apart = apart + frame["mark"].fill_null("")
    return apart


def _with_doubts(mentions: Mentions, keyed: pl.DataFrame) -> pl.DataFrame:
    """The mentions with what may tell people with half a name apart: their title, and in_doubt what they have
    in columns that are set aside for doubt."""
    half = (pl.col("kind") == "person") & pl.any_horizontal(pl.col("first_name", "last_name").is_null())
    told = []
    for index, sheet in enumerate(mentions.sheets):
        mapped = sheet.source.mapped
        cells = [pl.col(f"c{column.index}").fill_null("") for column in mapped.columns if column.in_doubt]
        if not cells:
            continue
        named = keyed.filter(half & (pl.col("sheet") == index)).select("m", "row")
        if named.height:
            said = mapped.recognised.sheet.scan().select("row", in_doubt=pl.concat_str(cells, separator="\n"))
            told.append(named.join(said.collect(), on="row").select("m", "in_doubt"))
    titled = keyed.with_columns(_titles(mentions, keyed))
    if not told:
        return titled.with_columns(in_doubt=pl.lit(None, pl.String))
    return titled.join(pl.concat(told), on="m", how="left", maintain_order="left")


def _titles(mentions: Mentions, keyed: pl.DataFrame) -> pl.Series:
    """The titles of people of whom nothing else tells who they are."""
    asked = (
        keyed.select((pl.col("kind") == "person") & pl.col("first_name").is_null())
        .to_series()
        .fill_null(False)
    )
    titles = pl.Series("title", [None], dtype=pl.String).new_from_index(0, keyed.height)
    if "salutation" not in mentions.columns() or not asked.any():
        return titles
    read = mentions.read(["salutation"], asked.to_numpy()).select(folded(pl.col("salutation"))).to_series()
    return titles.scatter(asked.arg_true(), read)


def _key_tables(mentions: Mentions, frame: pl.DataFrame) -> list[pl.DataFrame]:
    """(m, key) of the keys that several mentions share; mentions with an equal key are one contact."""
    keyed = frame.lazy()  # so that each table reads just the columns it needs
    named = pl.col("name_key").is_not_null()
    person = pl.col("kind") == "person"

    def table(filtered: pl.LazyFrame, tag: str, *parts: pl.Expr | str) -> pl.LazyFrame:
        keys = filtered.select("m", key=pl.struct(pl.lit(tag).alias("tag"), *parts).hash())
        return keys.filter(pl.col("key").is_duplicated())

    several = frame.select((person & named & pl.col("name_key").is_duplicated()).fill_null(False)).to_series()
    reach = mentions.read(["emails", "phones"], several.to_numpy())
    repeated = frame.filter(several).hstack(reach).lazy()
    same_name = ["name_key", "apart"]
    own_key = keyed.filter(pl.col("key").is_not_null() & pl.col("own"))
    in_book = keyed.filter(pl.col("contact_key").is_not_null() & pl.col("own"))
    numbered = keyed.filter(pl.col("client_identifier").is_not_null() & named)
    employed = repeated.filter(pl.col("organization").is_not_null())
    emails = repeated.filter(pl.col("emails").is_not_null()).explode("emails")
    phones = repeated.filter(pl.col("phones").is_not_null()).explode("phones")
    number = pl.col("phones").struct.field("number")
    return pl.collect_all(
        [
            table(own_key, "key", "provider", "kind", "key"),
            table(in_book, "book", "kind", "contact_key"),
            table(keyed.filter(pl.col("client").is_not_null()), "client", "client"),
            table(numbered, "id", "client_identifier", "name_key"),
            _same_identifier(numbered),
            table(keyed.filter(~person & named & ~pl.col("implied")), "name", *same_name),
            table(emails, "email", *same_name, email_key(pl.col("emails"))),
            table(phones, "phone", *same_name, number),
            table(employed, "org", *same_name, exact(pl.col("organization").str.replace(_BRANCH, ""))),
            table(repeated.filter(pl.col("birth_date").is_not_null()), "born", *same_name, "birth_date"),
            table(_cards(keyed, repeated), "cards", "sheet", *same_name, "of_row"),
            table(_said(mentions, frame, several), "same", "apart", "said"),
            table(repeated.filter(_by_name_alone()), "spouse", "name_key"),
        ]
    )


def _cards(keyed: pl.LazyFrame, repeated: pl.LazyFrame) -> pl.LazyFrame:
    """Mentions whose rows are cards, with the identifier of their row where rows of the name differ in it: of
    a couple one may be called as another client is, and the identifier is of the couple."""
    numbered = keyed.filter(pl.col("own") & pl.col("client_identifier").is_not_null())
    of_row = numbered.select("sheet", "row", of_row="client_identifier").unique(["sheet", "row"])
    told = repeated.filter("cards").join(of_row, on=["sheet", "row"], how="left", maintain_order="left")
    differs = pl.col("of_row").drop_nulls().n_unique().over("sheet", "name_key") > 1
    return told.with_columns(of_row=pl.when(differs).then("of_row"))


def _said(mentions: Mentions, frame: pl.DataFrame, chosen: pl.Series) -> pl.LazyFrame:
    """m, apart, and a hash of all that some mentions say: people of whom rows say the very same are one."""
    told = frame.filter(chosen)
    narrow = [name for name in told.columns if name in RECORD_SET]
    wide = [name for name in mentions.columns() if name in RECORD_SET]
    said = told.select(pl.struct("organization", *narrow).hash()).to_series()
    for name in [*wide, "emails", "phones", "addresses"]:
        read = mentions.read([name], chosen.to_numpy()).to_series()
        said = (
            pl.DataFrame({"said": said, "more": read.hash()}).select(pl.struct(pl.all()).hash()).to_series()
        )
    return told.select("m", "apart").with_columns(said=said).lazy()


def _by_name_alone() -> pl.Expr:
    """Spouses of whom another contact tells the name alone, beside the one person of that name."""
    nothing = pl.all_horizontal(pl.col(name).is_null() for name in ("emails", "phones", "birth_date"))
    spouse = (pl.col("mention") == SPOUSE) & nothing
    one = pl.col("own").sum().over("name_key") == 1
    return one & (spouse | pl.col("own"))


def _same_identifier(numbered: pl.LazyFrame) -> pl.LazyFrame:
    """Rows with one identifier whose names differ by a legal form or a missing word only."""
    shared = numbered.select("m", "kind", "name_key", id=exact(pl.col("client_identifier")))
    place = ["kind", "id"]
    shared = shared.filter(pl.col("name_key").n_unique().over(place) > 1)
    words = (
        folded(pl.col("name_key").str.replace(r"^\w+:", "")).str.split(" ").list.set_difference(_LEGAL_WORDS)
    )
    shared = shared.with_columns(words=words).with_columns(first=pl.col("words").first().over(place))
    near = (pl.col("words").list.set_difference("first").list.len() == 0) | (
        pl.col("first").list.set_difference("words").list.len() == 0
    )
    return shared.filter(near).select("m", key=pl.struct(pl.lit("near").alias("tag"), *place).hash())


def _connected(height: int, tables: Sequence[pl.DataFrame]) -> npt.NDArray[np.int64]:
    """Connected components by spreading the smallest number until nothing changes."""
    label = np.arange(height)
    edges: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]] = []
    for table in tables:
        codes = table["key"].rank("dense").to_numpy().astype(np.int64) - 1
        edges.append((table["m"].to_numpy().astype(np.int64), codes, int(codes.max()) + 1))
    changed = bool(edges)
    while changed:
        before = label.copy()
        for members, codes, count in edges:
            lowest = np.full(count, height, dtype=np.int64)
            np.minimum.at(lowest, codes, label[members])
            np.minimum.at(label, members, lowest[codes])
        label = label[label]
        changed = not np.array_equal(before, label)
    numbers: npt.NDArray[np.int64] = np.unique(label, return_inverse=True)[1].astype(np.int64)
    return numbers
