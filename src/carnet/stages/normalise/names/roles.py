"""What says beside a person's name which position the person has: "(Director)", "- gérante"."""

from __future__ import annotations

import polars as pl

_HEADS = (
    r"(?:co-?)?(?:owner|founder)|(?:vice[- ])?president|vp|c[efoti]o|chair(?:man|woman|person)?|director"
    r"|manager|partner|treasurer|secretary|officer|principal|proprietor|trustee|execut(?:or|rix)|shareholder"
    r"|accountant|bookkeeper|controller|comptroller|auditor|attorney|lawyer|solicitor|barrister|notary"
    r"|paralegal|clerk|assistant|receptionist|administrator|supervisor|co-?ordinator|consultant|advis[eo]r"
    r"|analyst|engineer|architect|foreman|superintendent|employee|contractor|liquidator|buyer|head(?: of)"
    r"|representative|contact|payroll|billing|accounts (?:payable|receivable)|hr|human resources"
    r"|(?:co-?)?g[ée]rante?|direct(?:eur|rice)|(?:vice-)?pr[ée]sidente?|p\.?d\.?g\.?|d\.?[gaf]\.?f?\.?|drh"
    r"|dirigeante?|associ[ée]e?|propri[ée]taire|(?:co-?)?fondat(?:eur|rice)|tr[ée]sori(?:er|[èe]re)"
    r"|secr[ée]taire|(?:expert[e-]*[- ]|aide-)?comptable|avocate?|notaire|juriste|responsable|chef(?:fe)?"
    r"|adjointe?|assistante|administrat(?:eur|rice)|actionnaire|contr[ôo]leu(?:r|se)|conseill(?:er|[èe]re)"
    r"|courti(?:er|[èe]re)|ing[ée]nieure?|architecte|consultante|employ[ée]e?|salari[ée]e?|stagiaire"
    r"|mandataire|liquidateur|fiduciaire|commissaire|acheteu(?:r|se)|commerciale?|repr[ée]sentante?"
    r"|contrema[îi]tre(?:sse)?|coordon?nat(?:eur|rice)|r[ée]ceptionniste|teneu(?:r|se) de livres"
    r"|v[ée]rificat(?:eur|rice)|superviseure?|exploitante?|comptabilit[ée]|paie|rh|facturation"
)
_BEFORE = (
    r"(?:managing|executive|general|chief|financial|finance|operating|operations|office|senior|junior|vice"
    r"|sole|assistant|associate|deputy|sales|project|accounts?|tax|legal|business|branch|practice|marketing"
    r"|main|primary|premi(?:er|[èe]re)|grande?)"
)
_BEHIND = (
    r"(?: (?:of|for|at|de|du|des|en|[àa]) \S.{0,40}|(?: ?[/&,-] ?| and | et )\S.{0,40}| d['’]\S.{0,40})?"
)
_PLAIN = rf"(?:{_BEFORE}[ -]){{0,2}}(?:{_HEADS})(?: g[ée]n[ée]rale?| principale?)?{_BEHIND}"
_WITHIN = rf"(?:[\p{{L}}.'’-]+[ /]){{0,2}}(?:{_HEADS})(?: [\p{{L}}-]+)?{_BEHIND}"
# A position in brackets, or behind a name: a dash may part more words from it than a comma.
ROLE_BESIDE = rf"(?i)\s*[(\[]\s*{_WITHIN}\s*[)\]]|\s+[-–—]+\s*{_WITHIN}$|\s*,\s*{_PLAIN}$"
_FORMER = r"(?i)^(?:former|ex|ancien(?:ne)?|late|not|feue?)\b"


def are_roles(remark: pl.Expr) -> pl.Expr:
    """Whether words beside a name say a position that the person has (not had)."""
    return remark.str.contains(rf"(?i)^{_WITHIN}$") & ~remark.str.contains(_FORMER)
