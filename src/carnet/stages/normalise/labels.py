"""What a label says of the value beside it: a mobile, a fax, a home address, a spouse.

Labels stand in the language of the account (Google), of the program (Outlook) or as vCard types
("cell,voice,pref"); Apple wraps its own as ``_$!<Mobile>!$_``; a star means primary.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.text import clean, folded_words

# English, French, German, Spanish, Italian, Portuguese, Dutch, Japanese. The first that occurs decides.
_PHONES: Mapping[str, str] = {
    "fax": """fax, fx, f, workfax, homefax, otherfax, facsimile, telefax, télécopie, télécopieur, telecopy,
        télec, faxe, arbetsfax, hemfax, faks, faksi, факс, ファックス, ファクス, 传真, 傳真, 팩스""",
    "mobile": """mobile, mob, cell, cellular, cellphone, cellulaire, portable, port, gsm, natel, handy,
        mobil, mobiltelefon, móvil, celular, cellulare, telemóvel, mobiel, iphone, m, c, komórka, komórkowy,
        matkapuhelin, мобильный, 携帯, モバイル, 手机, 手機, 휴대전화""",
    "home": """home, h, domicile, dom, maison, private, personal, personnel, personnelle, perso, privé,
        rés, res, résidentiel, privée, privat, zuhause, casa, particular, personale,
        abitazione, residencial, residence, thuis, hem, hjem, koti, domů, domácí, domowy, домашний,
        自宅, 住宅, 집""",
    "office": """main, company, office, o, workmain, companymain, mainnumber, bureau, bur, principal,
        principale, standard, siège, société, zentrale, büro, haupt, hauptnummer, firma, oficina, ufficio,
        escritório, kantoor, hoofdnummer, reception, switchboard, huvudnummer, växel, główny,
        hlavní, основной, 代表, メイン, 主要""",
    "work": """work, w, b, d, business, direct, daytime, travail, professionnel, professionnelle, pro,
        prof, ligne directe, arbeit, geschäftlich, dienstlich, trabajo, lavoro, trabalho, comercial,
        profissional, werk, zakelijk, arbete, arbejde, arbeid, työ, práce, pracovní, praca, służbowy,
        рабочий, 勤務先, 職場, 会社, 单位, 公司, 직장""",
    "other": """other, pager, car, radio, telex, isdn, tty, tdd, callback, assistant, alternate, autre,
        voiture, rappel, bip, andere, sonstige, weitere, otro, otros, altro, outro, anders, overig,
        ポケベル, その他""",
}
_ADDRESSES: Mapping[str, str] = {
    "legal": """legal, registered, registered office, légale, siège, siège social, legale, registro,
        rechtlich""",
    "home": """home, domicile, dom, maison, residential, residence, private, personal, personnel,
        personnelle, perso, privé, privée, privat, zuhause, casa, particular, abitazione, residencial,
        thuis, 自宅""",
    "mailing": """mailing, postal, mail, post, po box, shipping, delivery, parcel, other, postale,
        correspondance, livraison, expédition, courrier, autre, postanschrift, lieferadresse, andere,
        sonstige, envío, correo, otro, otros, postale, spedizione, altro, correspondência, outro,
        postadres, anders, overig, その他""",
    "physical": """work, business, office, physical, street, billing, main, company, primary, travail,
        bureau, bur, professionnel, professionnelle, pro, physique, facturation, principal, principale,
        arbeit, geschäftlich, büro, firma, trabajo, oficina, lavoro, ufficio, trabalho, escritório,
        comercial, werk, kantoor, zakelijk, 勤務先, 職場, 会社""",
}
_RELATIONS: Mapping[str, str] = {
    "": """business, ex, former, associé, associée, commercial, affaires, geschäftspartner, ancien,
        ancienne""",
    "spouse": """spouse, husband, wife, partner, domestic partner, domesticpartner, fiancé, fiancée,
        conjoint, conjointe, époux, épouse, mari, femme, partenaire, ehepartner, ehepartnerin, ehemann,
        ehefrau, ehegatte, ehegattin, lebenspartner, lebenspartnerin, partnerin, cónyuge, esposo, esposa,
        marido, mujer, pareja, coniuge, marito, moglie, cônjuge, mulher, parceiro, parceira, echtgenoot,
        echtgenote, 配偶者, 妻, 夫, パートナー""",
}


def _pattern(words: str) -> str:
    """One expression for a list of words, whole words where the alphabet has spaces between them."""
    listed = pl.Series("word", [word.strip() for word in words.split(",")]).to_frame()
    forms = listed.select(folded_words(pl.col("word"))).to_series().unique(maintain_order=True)
    return "|".join(form if form.isascii() else form.strip() for form in forms)


def _patterns(table: Mapping[str, str]) -> dict[str, str]:
    return {meaning: _pattern(words) for meaning, words in table.items()}


_PHONE_PATTERNS, _ADDRESS_PATTERNS = _patterns(_PHONES), _patterns(_ADDRESSES)
_RELATION_PATTERNS = _patterns(_RELATIONS)

# What may stand in front of a number and says nothing of its kind.
_SAYS_NOTHING = """phone, phones, telephone, téléphone, tel, tél, tlf, telefon, teléfono, telefono, telefone,
    ph, t, p, no, n, nr, num, number, numéro, número, voice, pref, primary, 電話"""
_ANY_PHONE_WORD = "|".join([*_PHONE_PATTERNS.values(), _pattern(_SAYS_NOTHING)])


def _meaning(words: pl.Expr, patterns: Mapping[str, str]) -> pl.Expr:
    found = [
        pl.when(words.str.contains(pattern)).then(pl.lit(meaning)) for meaning, pattern in patterns.items()
    ]
    return pl.coalesce(*found)


@over_distinct
def _read(values: pl.Series, patterns: Mapping[str, str]) -> pl.DataFrame:
    words = values.to_frame("text").select(words=folded_words(clean(pl.col("text"))))
    return words.select(meaning=_meaning(pl.col("words"), patterns))


def phone_labels(values: pl.Series) -> pl.Series:
    """What kind of phone each label names.

    Args:
        values: n labels.

    Returns:
        n of mobile, work, office, home, fax, other; null where the label names none of them.
    """
    return _read(values, _PHONE_PATTERNS)["meaning"]


def only_labels(values: pl.Series) -> pl.Series:
    """Whether each text is made of phone labels and words such as "phone" or "no" alone."""
    words = values.alias("text").to_frame().select(folded_words(pl.col("text"))).to_series()
    rest = words.str.replace_all(" ", "  ").str.replace_all(_ANY_PHONE_WORD, "")
    return rest.str.strip_chars() == ""


def address_labels(values: pl.Series) -> pl.Series:
    """What kind of address each label names.

    Args:
        values: n labels.

    Returns:
        n of physical, mailing, legal, home; null where the label names none of them.
    """
    return _read(values, _ADDRESS_PATTERNS)["meaning"]


def relation_kinds(values: pl.Series) -> pl.Series:
    """Whether each label names a spouse or partner.

    Args:
        values: n labels.

    Returns:
        n of "spouse"; null for any other relation, and for a former or a business partner.
    """
    return _read(values, _RELATION_PATTERNS)["meaning"].replace("", None)
