"""Names in scripts whose order and words are their own: Chinese, Japanese, Korean, and Russian patronymics.

Sources: the family names of two characters in the Hundred Family Surnames (百家姓); Statistics Korea's and
Meiji Yasuda's lists of frequent family names; the endings of East Slavic patronymics.
"""

from __future__ import annotations

import polars as pl

_FIRM = (
    r"株式会社|有限会社|合同会社|合名会社|会社|公司|集团|集團|商店|法人|協会|协会|協會|銀行|银行|大学|大學|学校|事務所"
    r"|事务所|中心|工厂|工場|医院|病院|주식회사|유한회사|㈜"
    r"|은행|대학교|학교|협회|법인|상사|병원|^ООО |^ОАО |^ЗАО |^АО |^ПАО "
)
_DOUBLE = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|长孙|長孫|宇文|司空|夏侯|端木"
    "|南宫|南宮|独孤|獨孤|남궁|황보|제갈|사공|선우|서문|독고|동방"
)
_JAPANESE = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|齋藤|清水|山崎|池田"
    "|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|斉藤|福田|太田|西村|藤井|金子"
    "|岡本|藤原|三浦|中野|中川|原田|松田|竹内|小野|中山|石田|上田|森田|柴田|酒井|宮崎|横山|宮本|内田|高木|安藤|谷口|大野"
    "|丸山|今井|高田|藤本|武田|村田|上野|杉山|増田|平野|大塚|千葉|久保|松井|野口|菊地|佐野|野村|木下|菅原|新井|小島"
)
_SINGLE = (
    "[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏锺鍾钟鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧"
    "侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文]|[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백"
    "허남심노하곽성차주우구나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모]"
)
_SIGNS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー々]+"
_WRITTEN = rf"^{_SIGNS}(?:[ ・]{_SIGNS})?$"
_ABROAD = r"^[\p{Katakana}ー]+・[\p{Katakana}ー]+$"  # "ジョン・スミス" has the order of its own country
_PATRONYMIC = r"(?:ович|евич|ьич|овна|евна|ична|инична|ovich|evich|yevich|ovna|evna|yevna|ichna)"
_NAME = r"[\p{L}'’-]+"
_GIVEN_FIRST = rf"^({_NAME}) ({_NAME}{_PATRONYMIC}) ({_NAME})$"
_FAMILY_FIRST = rf"^({_NAME}) ({_NAME}) (\p{{Cyrillic}}+{_PATRONYMIC})$"
_CYRILLIC_FAMILY = (
    r"^(\p{Cyrillic}+) (\p{Cyrillic}+"
    r"(?:[оеё]в|[иы]н|ский|цкий|[оеё]ва|[иы]на|ская|цкая|енко|чук|юк|ян|швили|дзе))$"
)
_OTHER = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}]|(?:ovich|evich|ovna|evna|ichna)\s"


def with_other_scripts(frame: pl.DataFrame) -> pl.DataFrame:
    """Names as ``read_names`` has them, those of these scripts read again.

    Args:
        frame: columns name, kind, confidence, reason, code and the parts.
    """
    at = frame["name"].str.contains(_OTHER).arg_true()
    if not len(at):
        return frame
    chosen = frame[at]
    again = _patronymics(_east_asian(chosen))
    firms = again.with_columns(_firm(pl.col("name").str.contains(_FIRM), again.columns))
    rows = frame.with_row_index("__at")
    rest = rows.join(at.to_frame("__at"), on="__at", how="anti")
    changed = firms.with_columns(at.alias("__at")).select(rest.columns)
    return pl.concat([rest, changed], how="vertical_relaxed").sort("__at").drop("__at")


def _as_person(
    where: pl.Expr, columns: list[str], confidence: float, reason: str, code: pl.Expr, **parts: pl.Expr
) -> list[pl.Expr]:
    """The columns of the rows that are read as a person with these parts."""
    nothing = pl.lit(None, pl.String)
    told = {
        "kind": pl.lit("person"),
        "confidence": pl.lit(confidence),
        "reason": pl.lit(reason),
        "code": code,
    }
    return [
        pl.when(where).then(told.get(name, parts.get(name, nothing))).otherwise(name).alias(name)
        for name in columns
        if name != "name"
    ]


def _firm(where: pl.Expr, columns: list[str]) -> list[pl.Expr]:
    told = {"kind": pl.lit("organization"), "confidence": pl.lit(0.95), "reason": pl.lit("legal_form")}
    nothing = pl.lit(None, pl.String)
    return [
        pl.when(where).then(told.get(name, nothing)).otherwise(name).alias(name)
        for name in columns
        if name != "name"
    ]


def _east_asian(frame: pl.DataFrame) -> pl.DataFrame:
    """Family name, given name; without a space where a known family name begins the word, and it is said."""
    name = pl.col("name")
    written = name.str.contains(_WRITTEN)
    spaced = name.str.extract_groups(r"^([^ ・]+)[ ・]([^ ・]+)$")
    joined = name.str.extract_groups(
        rf"^({_DOUBLE}|{_JAPANESE})([^ ・]{{1,3}})$|^({_SINGLE})([^ ・]{{1,2}})$"
    )
    last = pl.coalesce(joined.struct.field("1"), joined.struct.field("3"))
    first = pl.coalesce(joined.struct.field("2"), joined.struct.field("4"))
    rows = frame.with_columns(
        __one=spaced.struct.field("1"), __two=spaced.struct.field("2"), __last=last, __first=first,
        __written=written, __abroad=name.str.contains(_ABROAD),
    )  # fmt: skip
    two = pl.col("__written") & pl.col("__one").is_not_null()
    one = pl.col("__written") & pl.col("__last").is_not_null() & ~name.str.contains(f"^(?:{_JAPANESE})$")
    abroad = pl.col("__abroad")
    nothing, order = pl.lit(None, pl.String), pl.lit("name.order")
    family = pl.when(abroad).then("__two").otherwise("__one")
    given = pl.when(abroad).then("__one").otherwise("__two")
    rows = rows.with_columns(
        _as_person(two, frame.columns, 0.85, "surname_first", nothing, last_name=family, first_name=given)
    )
    parts = {"last_name": pl.col("__last"), "first_name": pl.col("__first")}
    rows = rows.with_columns(_as_person(one, frame.columns, 0.8, "surname_first", order, **parts))
    return rows.select(frame.columns)


def _patronymics(frame: pl.DataFrame) -> pl.DataFrame:
    """ "Иван Петрович Сидоров", and "Сидоров Иван Петрович" as it stands in Russian lists."""
    name, nothing = pl.col("name"), pl.lit(None, pl.String)
    forms = ((_FAMILY_FIRST, "surname_first", (2, 3, 1)), (_GIVEN_FIRST, "given_name", (1, 2, 3)))
    for form, reason, (first, middle, last) in forms:
        groups = name.str.extract_groups(form).struct
        frame = frame.with_columns(
            _as_person(name.str.contains(form), frame.columns, 0.9, reason, nothing,
                       first_name=groups.field(str(first)), middle_name=groups.field(str(middle)),
                       last_name=groups.field(str(last)))
        )  # fmt: skip
    groups = name.str.extract_groups(_CYRILLIC_FAMILY).struct
    simple = _as_person(name.str.contains(_CYRILLIC_FAMILY), frame.columns, 0.75, "last_name", nothing,
                        first_name=groups.field("1"), last_name=groups.field("2"))  # fmt: skip
    return frame.with_columns(simple)
