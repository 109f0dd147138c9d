"""Towns of the United States, Canada and Australia whose names begin with a direction.

Behind "12 Main St" the direction of "North Bay" is the town's, that of "North Toronto" the street's.
"""

from __future__ import annotations

_NORTH = (
    "adams|adelaide|andover|attleboro|augusta|battleford|bay|bend|bergen|branford|"
    "brunswick|canton|charleston|chicago|fremantle|haven|hempstead|hollywood|kansas city|"
    "kingstown|las vegas|lauderdale|little rock|logan|mankato|melbourne|miami|miami beach|"
    "myrtle beach|ogden|olmsted|palm beach|perth|plainfield|platte|pole|port|providence|"
    "reading|richland hills|royalton|salt lake|smithfield|sydney|syracuse|tonawanda|"
    "vancouver|wales|wildwood|wilkesboro|york"
)
_SOUTH = (
    "bend|boston|bound brook|brisbane|burlington|charleston|daytona|el monte|elgin|euclid|"
    "gate|hadley|haven|hedland|holland|houston|jordan|lake tahoe|lyon|melbourne|milwaukee|"
    "ogden|orange|padre island|pasadena|perth|plainfield|portland|river|salt lake city|"
    "san francisco|sioux city|windsor|yarmouth|yarra"
)
_EAST = (
    "brisbane|brunswick|chicago|cleveland|fremantle|grand rapids|greenwich|gwillimbury|"
    "hampton|hartford|haven|helena|islip|lansing|liverpool|longmeadow|los angeles|lyme|"
    "meadow|melbourne|moline|northport|orange|palo alto|peoria|perth|point|providence|"
    "ridge|rutherford|setauket|stroudsburg|syracuse|troy|windsor|york"
)
_WEST = (
    "allis|babylon|bend|bloomfield|bridgewater|chester|chicago|columbia|covina|des moines|"
    "end|fargo|hartford|haven|hempstead|hills|hobart|hollywood|islip|jordan|kelowna|"
    "lafayette|lakes|lawn|linn|long branch|melbourne|memphis|mifflin|milford|monroe|"
    "new york|nyack|orange|palm beach|perth|plains|point|ridge|ryde|sacramento|seneca|"
    "springfield|university place|valley|valley city|vancouver|warwick|windsor|york"
)
_SAINTS = r"st\.? (?:louis|paul)"

DIRECTED = "|".join(
    f"^{way[0]}(?:{way[1:]})? (?:{towns}|{_SAINTS})$"
    for way, towns in {"north": _NORTH, "south": _SOUTH, "east": _EAST, "west": _WEST}.items()
)
