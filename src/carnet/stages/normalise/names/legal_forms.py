"""The words that say what a body is in law, folded: no case, accents, full stops."""

from __future__ import annotations

_STRONG = """
a/s aktiengesellschaft aps asbl atf bhd bv bvba chartered cic cio compagnie companies company
cooperative corp corporation cv dba doo eireli enr eurl fcpe fund gaec gbr genossenschaft gesellschaft
gie gmbh holdings i/s inc incorporated incorporee itf ivs jsc k/s kft kgaa kommanditgesellschaft lc lda
limitada limited limitee llc lllp llp ltd ltda ltee mbh nfp obnl ohg ooo osbl oy oyj p/l plc pllc
proprietary pte pty pvt s/f s/s sadecv sapi sarl sasu scea sci scic scm scop scp scpi sdn selafa selarl
selas selurl senc sencrl snc sprl srl srls sro t/a trading trust trustee trustees trusts ttee ttees ug
unlimited vzw zao
"""
_WEAK = """
ab ag as asa cie co ec eg ehf ev gp hf is kg kk ks lp na nv pa pc ps sa sas sc sca sccl scs se sec sl slu
spa
"""

_IN_FRONT = """
asbl cooperative eirl eurl gaec gfa gie hoa sarl sasu sccv scea sci scm scop scp scpi selafa selarl selas snc
"""

# Such as stand in front of the name ("SCI Les Pins") and are no words of any.
FRONT = frozenset(_IN_FRONT.split())

# Enough by themselves, wherever they stand behind the first word.
STRONG = frozenset(_STRONG.split())

# Also initials, words or names of people: the place and the spelling decide.
WEAK = frozenset(_WEAK.split())
