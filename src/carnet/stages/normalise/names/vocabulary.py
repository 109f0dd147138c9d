"""What single words of a name tell, folded: no case, accents, apostrophes, full stops."""

from __future__ import annotations

from functools import cache
from importlib import resources

from carnet.stages.normalise.names import legal_forms

# The classes of a token. A shape is the row of its tokens' classes.
TITLE, SUFFIX, DEGREE, INITIAL, GIVEN, EITHER = "T", "S", "D", "I", "G", "H"
SURNAME, ASIAN, HISPANIC, PARTICLE, VAN, WORD = "K", "Z", "Q", "P", "V", "W"
LEGAL, FORM, BUSINESS, HINT, ARTICLE, DIGITS = "L", "E", "B", "b", "A", "N"
AND, COMMA, OPEN, CLOSE, QUOTE, DASH, ADDRESS, OTHER = "&", ",", "(", ")", '"', "-", "@", "X"
FRONT, EARL, CALLED, MONSIEUR, ALSO, LINK, STATE = "F", "J", "C", "M", "Y", "k", "d"
CLASSES = 'TSDIGHKZQPVWLEBbAN&,()"-@XFJCMYkd'  # all of them; a class is known by its place here

_TITLES = """
mr mrs ms miss mx dr drs prof professor rt rev reverend revd hon honourable honorable sir dame lady madam
madame mme mmes mlle mlles monsieur messieurs messrs mm mre maitre dre pre herr frau fr sra srta senor
senora senorita signor signora sig sigra dott dottssa capt captain col lt sgt maj cmdr rabbi pastor
sheikh sr me mstr dhr mevr mevrouw meneer
"""
_SUFFIXES = """
jr junior snr fils jnr ii iii iv phd md dds dmd cpa cfa cma cga fca fcpa acca esq esquire oam obe mbe cbe qc
jd llb llm mba msc bsc dvm fcca cfp cfe retd peng bcom cpas ing jtwros jtros jtten mla mpp mep
"""
_STATES = "dec deceased decede decedee defunt defunte inactif inactive"
_DEGREES = "ca am ao ac ba ma do pe ea pa kc rn od cp acs mp"
_PARTICLES = """
de del della delle dello di da das dos du des von vom zu zur der den ten ter la las los lo bin ibn bint
binti al el ul st ste saint af av dit te بن بنت ابن בן בת
"""
_VAN = "van le ben mac mc vander vande ni nic ui ap ab ferch verch"
_ASIAN = """
bui cai cao chan chen cheng cheung chiu choi chow cui dang deng ding dinh doan dong du duong fan fu fung
gao guo ho hu huang huynh jiang kwan lai lau leung liao lin liu lu luo luong ly mak ng ngo nguyen pan pham
phan ren shen su tan tang tian tran truong tsang tse vo vu wan wang wong wu xie xu yang ye yeung yip yuan
zeng zhang zhao zheng zhong zhou zhu
"""
_HISPANIC = """
acosta aguilar alvarado alvarez avila ayala benitez bermudez bravo cabrera calderon camacho campos cano
cardenas carmona carrillo castillo castro cervantes chavez cisneros contreras cortes cortez cruz delgado
diaz dominguez duran escobar espinosa espinoza esquivel estrada fernandez ferrer figueroa flores fuentes
gallegos galvan garcia garza gil gimenez gomez gonzalez guerrero gutierrez guzman hernandez herrera herrero
hidalgo ibanez ibarra iglesias jimenez juarez lara lopez lozano maldonado marin marquez martinez medina
mejia mendez mendoza meza molina montero montoya morales moreno munoz navarro nunez ochoa orozco ortega
ortiz pacheco padilla pascual pena perez prieto ramirez ramos rangel rios rivera robles rodriguez rojas
romero rosales rubio ruiz salazar salinas sanchez sandoval santana serrano silva solis soto suarez torres
trevino trujillo valdez valencia vargas vasquez vazquez vega velasquez velazquez villarreal zamora zuniga
"""
# Words that firms like, and that some families are called.
_HINTS = """
advanced advantage alpha america american apex atlantic australia australian aux avenue baby bank banks bay
beach bear belle best birch bleu blue bridge british canada canadian castle cedar central church city classic
coast coastal complete corner cottage country court courts creek crossing delta direct dragon dream dreams
dynamic dynamics eagle earth east eastern eco elite elm etoile europe european falcon farm fields first
fleurs fresh fusion garden gardens gate general global gold golden grand hall happy harbor harbour
harbourside harvest hawk heights home horizon horizons house hub ideal iron island islands jardin jardins
junction kids lake lakes law les life lion living lumiere magic maple market matrix mer metro mill modern
monde mountain mountains national natural nature new nexus nord northern oak ocean omega ouest pacific
palace park peak phoenix pine planet plaza plus point power premier pro pure quality red reef ridge river
rivers road rock rocks rouge route royal rural sea sigma silver sky smart soleil source south southern
spirit square star stars station street sud summit sun sunrise sunset synergy terre tiger total tower towers
town union united universal valley vert vertex view views visions vista voie wave waves western wolfpack
world zone acme barrister solicitor avocat huissier plumber electrician arborist
"""
# What comes between a name and an earlier or another one of the same person.
_ALSO = "nee ne aka alias geb formerly fka f/k/a a/k/a"
# Business words that families are called as well.
_CALLED = "school schools parish coop estate club chapel abbey"
# Given names that are as often a family's or a thing's.
_THINGS = "stone summer amber harmony diamond destiny journey crystal dawn marine real constant nova charity"


def _words(name: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def given_names() -> frozenset[str]:
    """Common given names of the English- and French-speaking world and of its immigrants."""
    return _words("given_names")


@cache
def word_classes() -> dict[str, str]:
    """The class of each known word; a later group overrules an earlier one."""
    surnames = _words("surnames")
    either = (given_names() & surnames) | set(_THINGS.split())
    groups: tuple[tuple[str, frozenset[str] | set[str] | list[str]], ...] = (
        (HINT, _HINTS.split()),
        (BUSINESS, _words("business_words")),
        (SURNAME, surnames),
        (HISPANIC, _HISPANIC.split()),
        (ASIAN, _ASIAN.split()),
        (GIVEN, given_names()),
        (EITHER, either),
        (DEGREE, _DEGREES.split()),
        (PARTICLE, _PARTICLES.split()),
        (VAN, _VAN.split()),
        (SUFFIX, _SUFFIXES.split()),
        (STATE, _STATES.split()),
        (TITLE, _TITLES.split()),
        (FORM, legal_forms.WEAK),
        (LEGAL, legal_forms.STRONG),
        (FRONT, legal_forms.FRONT),
        (EARL, ["earl"]),
        (ALSO, _ALSO.split()),
        (CALLED, _CALLED.split()),
        (ARTICLE, ["the"]),
        (AND, ["and", "et", "und", "or", "&", "+", "/", "w/"]),
    )
    return {word: mark for mark, words in groups for word in words}
