"""Which language a text's bytes make sense in, and so in which alphabet they are written.

Of each language the letters beyond plain ASCII that make up most of a text, for those of many signs the ones
that names and addresses are full of. Read in the wrong alphabet, a text has few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from carnet.stages.read.alphabet import oddness

# encoding -> languages: the letters, and which share of a text they make up
_WESTERN = (
    ("éèêëàâîïôûùçœü", 1.0), ("äöüßé", 1.0), ("áéíóúüñ", 1.0), ("ãáâàçéêíóôõú", 1.0), ("àèéìòù", 1.0),
    ("åäöæøé", 1.0), ("éëïöü", 1.0),
)  # fmt: skip
_CENTRAL = (
    ("ąćęłńóśźż", 1.0), ("áčďéěíňóřšťúůýžäľĺŕô", 1.0), ("áéíóöőúüű", 1.0), ("ăâîşţ", 1.0), ("čćđšž", 1.0),
)  # fmt: skip
_CYRILLIC = (("оеаинтсрвлкмдпу", 0.8), ("оаинтвріеклсуд", 0.8))
_GREEK = (("αοιετνσηυρπκλςμάόίέ", 0.85),)
_JAPANESE = (
    "田中佐藤鈴木高橋伊渡辺山本村小林加吉井口松川斎清水島石原野上大内森池阿部長谷近岡前後西北南東遠青福三浦"
    "子郎太一二美和正男雄夫花健恵明由紀直人真優香翔陽結愛様株式会社有限京都阪市区町県名古屋横浜神戸札幌千葉"
    "丁目番号電話住所氏役職備考のノにはをるたしンスルトラアイリクタマサカキコシ埼玉広仙台府道"
)
_CHINESE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华建国文玉红小海晓志宇婷雪梅山中司号名话址"
    "北京上广州深圳市区路街省县江南东西河湖四川天津重庆武汉成都公有限责科技贸易姓电地邮件客户"
)
_TAIWANESE = (
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈"
    "怡君志明家豪雅婷淑美惠文宏俊傑建玲芬華國雄偉芳欣宜佳慧玉秀麗珍中"
    "臺台北市南新竹桃園區路街號段樓縣基隆嘉義股份有限公司姓名電話地址客戶子郵件香港九龍大道"
)
_KOREAN = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민준연지현수영진은경재호미"
    "혜선희숙자철동상승원태용석훈규나도아예소다인울부산대천광시로길식회사름화메일객"
)
_SENSE = {
    "cp932": ((_JAPANESE, 0.4),),
    "euc_jp": ((_JAPANESE, 0.4),),
    "gb18030": ((_CHINESE, 0.4),),
    "big5": ((_TAIWANESE, 0.4),),
    "cp949": ((_KOREAN, 0.55),),
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp852": _CENTRAL,
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "iso8859_5": _CYRILLIC,
    "cp866": _CYRILLIC,
    "mac_cyrillic": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859_7": _GREEK,
    "cp1254": (("çğıöşü\u0307", 1.0),),
    "cp1255": (("יוהלארתבמנשםןדקח", 0.8),),
    "cp1256": (("اليمونرتبعدسةهحف", 0.8),),
    "cp1257": (("ąčęėįšųūž", 1.0), ("āčēģīķļņšūž", 1.0), ("õäöüšž", 1.0)),
    "cp874": (("านรอกเงมยลวดทสตะัิี่้์ุค", 0.8),),
}
_LATIN = frozenset({"cp1250", "iso8859_2", "cp852", "cp1254", "cp1257"})
WESTERN = ("cp1252", "mac_roman", "cp850", "iso8859_15")
_PLAIN = re.compile(r"[\x00-\x7f‘’“”–—…•·«»\u00a0\u3000-\u3002]|(?<![^\W\d_])[€£°©®™№§ªº](?![^\W\d_])")
_GLUED = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])")
_BETWEEN = re.compile(r"[\s,;|\"()./:-]+")
_LOOKED_AT = 1 << 15  # bytes
_SOUND = 0.8  # of what a text of a language has
_CLEARLY = 0.2  # by how much it must be sounder than in another alphabet
_HARDLY, _WHOLLY = 0.05, 0.95
_ENOUGH, _FEW = 12, 5  # letters that hardly make sense by chance; the same where few do in the west


@dataclass(frozen=True, slots=True)
class Guess:
    """An alphabet that a text makes sense in, and whether that is beyond doubt."""

    encoding: str
    sure: bool


def guess(sample: bytes, western: str) -> Guess:
    """The alphabet in which the bytes make sense.

    Args:
        sample: lines of a text, those that are not plain ASCII.
        western: the alphabet of western Europe that fits best; it stays where no other is clearly better.
    """
    sample = sample[: sample.rfind(b"\n", 0, _LOOKED_AT)] if len(sample) > _LOOKED_AT else sample
    sound = {name: _sense(sample, name, _WESTERN).sound for name in WESTERN}
    other = max(sound, key=lambda name: (sound[name], -oddness(_decoded(sample, name))))
    western = other if sound[other] > sound[western] + _CLEARLY else western
    words, usual = _words(sample, western), sound[western]
    found = sorted(_senses(sample), reverse=True)
    best = found[0] if found else _Sense(0.0)
    if best.sound < _SOUND or best.sound < (words if best.encoding not in _LATIN else usual) + _CLEARLY:
        as_well = best.encoding in _LATIN and best.sound > max(_WHOLLY, usual + _HARDLY)
        return Guess(western, usual > 0.5 and not as_well)
    if best.encoding in _LATIN and words > 0.7:  # names of several languages, or of one that is further east
        return Guess(western, False)
    rival = next((other.sound for other in found if _SENSE[other.encoding] != _SENSE[best.encoding]), 0.0)
    enough = best.letters >= (_FEW if words <= 0.5 else _ENOUGH)
    return Guess(best.encoding, enough and best.sound - max(rival, words) > _CLEARLY)


@dataclass(frozen=True, slots=True, order=True)
class _Sense:
    """How well a text reads as one of the languages of an alphabet: about 1 where it is in that language."""

    sound: float
    before: int = 0
    letters: int = 0
    encoding: str = ""


def _senses(sample: bytes) -> Iterator[_Sense]:
    for place, (name, languages) in enumerate(_SENSE.items()):
        sense = _sense(sample, name, languages)
        if sense.letters:
            yield replace(sense, before=-place)


def _sense(sample: bytes, encoding: str, languages: tuple[tuple[str, float], ...]) -> _Sense:
    text = _decoded(sample, encoding)
    letters = _PLAIN.sub("", text).lower()
    if not letters:
        return _Sense(0.0)
    shares = [sum(map(letters.count, set(usual))) / len(letters) / part for usual, part in languages]
    foreign = encoding not in _LATIN and encoding not in WESTERN
    glued = len(_GLUED.findall(text)) / len(letters) if foreign else 0.0
    return _Sense(min(1.2, max(shares)) - glued, 0, len(letters), encoding)


def _words(sample: bytes, encoding: str) -> float:
    """The share of the words with accents whose accents one western language has."""
    found = [_PLAIN.sub("", word).lower() for word in _BETWEEN.split(_decoded(sample, encoding))]
    accents = [set(word) for word in found if word]
    sensible = sum(any(own <= set(usual) for usual, _ in _WESTERN) for own in accents)
    return sensible / max(1, len(accents))


def _decoded(sample: bytes, encoding: str) -> str:
    try:
        return sample.decode(encoding, "carnet.undefined" if encoding in WESTERN else "strict")
    except UnicodeDecodeError:
        return ""
