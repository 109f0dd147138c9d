"""In which alphabet a text's bytes are written, told from how odd the words look when read so.

An accent damaged by a wrong alphabet stands where no language puts it: a capital after a small letter
("PrÈnom"), a symbol inside a word ("Pr‚nom", "SociÃ©tÃ©"), a control character.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

# What Windows, old Macs, DOS-style and old Unix exports write; the first where no other fits much better.
LEGACY = ("cp1252", "mac_roman", "cp850", "iso8859_15")
# What looks as sound in one of those, and several bytes a letter: told by words of a header.
_WORDS = {
    "cp1250": ("Příjmení", "Jiné PSČ", "Elsődleges", "fővonala"),
    "cp1253": ("Όνομα", "Επώνυμο", "Τηλέφωνο"),
    "cp1254": ("Soyadı", "Şirket", "İş-"),
    "koi8_r": ("Фамилия", "Телефон", "Имя"),
    "cp932": ("会社", "電話", "住所"),
    "euc_jp": ("会社", "電話", "住所"),
    "gb18030": ("电话", "地址", "公司"),
    "big5": ("電話", "地址", "公司"),
    "cp949": ("전화", "주소", "회사"),
}

# written in the second alphabet, read in the first, and saved as Unicode
DAMAGES = (("cp1252", "utf-8"), ("mac_roman", "utf-8"), ("mac_roman", "cp1252"))

_ODD = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ\u0131]"  # a capital after a small letter
    "|[A-Z][ß-öø-ÿœšž](?=[A-Z])"  # a small letter between capitals
    "|[A-Za-z][^\\x00-\\x7f\\w’·\u00a0\u2010-\u2014\u0300-\u036f](?=[A-Za-z])"  # a symbol within a word
    "|[A-Za-zÀ-ÿ][¹²³¼½¾](?=[A-Za-zÀ-ÿ])"  # a small number within a word
    "|[À-ÖØ-öø-ÿ]{3,}"  # accents without end: another script
    "|[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]"  # letters of two scripts in one word
    "|[ÃÂ][\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # UTF-8 read as Windows-1252
    "|√[\\x80-\\xffÀ-ÿ©®™†°¢£§•¶ß´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø]"  # UTF-8 read as Mac Roman
    "|[\\x80-\\x9fƒ‰ˆ˜¯˘˙˚¸˝˛ˇ‡ﬁﬂ�╔]"
)
_CHARSET = re.compile(
    rb"^[A-Za-z][^:\r\n]*;CHARSET=\"?([\w.-]+)", re.IGNORECASE | re.MULTILINE
)  # of vCard 2.1
# Seven bits a byte: the marks by which such a text says that other signs follow, and how they are read.
_ESCAPES = (
    ("iso2022_jp", re.compile(rb"\x1b\$[@B].+?\x1b\([BJ]")),
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("hz", re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")),
    ("utf-7", re.compile(rb"\+A[A-P][A-Za-z0-9+/]-")),  # one letter with an accent
)
EBCDIC = ("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140")  # of mainframes
_OF_EBCDIC = re.compile(rb"[\x81-\x89\x91-\x99\xa2-\xa9\xc1-\xc9\xd1-\xd9\xe2-\xe9\xf0-\xf9\x40]")
_NOT_EBCDIC = re.compile(rb"[\x09\x0a\x20]")  # tabs, line feeds and spaces of everybody else
_CLEAR = 2  # odd places that must be there, so that one strange name does not rewrite a file


def _keep_undefined(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        return "".join(map(chr, error.object[error.start : error.end])), error.end
    if isinstance(error, UnicodeEncodeError):
        chars = error.object[error.start : error.end]
        if all(0x80 <= ord(char) <= 0x9F for char in chars):
            return bytes(map(ord, chars)), error.end
    raise error


# The five bytes that Windows-1252 leaves undefined are kept as control characters, as browsers do.
codecs.register_error("carnet.undefined", _keep_undefined)


def oddness(text: str) -> int:
    """In how many places the text looks damaged."""
    return sum(1 for _ in _ODD.finditer(text))


def told(sample: bytes) -> str | None:
    """The encoding other than Unicode that a card names, or in which a usual header is written."""
    for name in _CHARSET.findall(sample):
        with suppress(LookupError, UnicodeError):
            sample.decode(found := codecs.lookup(name.decode()).name)
            return found
    return next(
        (name for name, words in _WORDS.items() if any(x.encode(name) in sample for x in words)), None
    )


def escaped(head: bytes) -> str | None:
    """The encoding of a text of seven bits that marks where other signs stand; None where it has no marks."""
    for name, marks in _ESCAPES:
        if len(marks.findall(head)) >= (1 if name.startswith("iso") else _CLEAR):
            with suppress(UnicodeError):
                codecs.getincrementaldecoder(name)().decode(head)
                return name
    return None


def from_mainframe(head: bytes) -> bool:
    """Whether a text is written in EBCDIC, in which letters and digits have bytes of their own."""
    return len(_OF_EBCDIC.findall(head)) > 0.7 * len(head) and not _NOT_EBCDIC.search(head)


def legacy(sample: bytes) -> tuple[str, int]:
    """The one-byte encoding that fits best, and how many places still look odd."""
    usual, *others = [(oddness(sample.decode(name, "carnet.undefined")), name) for name in LEGACY]
    odd, name = min(others, key=lambda pair: pair[0])
    return (name, odd) if odd * 2 < usual[0] else (usual[1], usual[0])


def damage(sample: str) -> tuple[str, str] | None:
    """How a text was damaged before it was saved: (read in, written in); None where that is not clear."""
    odd = oddness(sample)
    if odd < _CLEAR:
        return None
    for read_in, written_in in DAMAGES:
        try:
            mended = mend(sample, read_in, written_in)
        except UnicodeError:
            continue
        if oddness(mended) * 10 <= odd:
            return read_in, written_in
    return None


def mend(text: str, read_in: str, written_in: str) -> str:
    """The text as it was before it was read in the wrong alphabet."""
    raw = text.encode(read_in, "carnet.undefined")
    return raw.decode(written_in, "strict" if written_in == "utf-8" else "carnet.undefined")
