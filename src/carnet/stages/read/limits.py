"""How much a stranger's file may ask of this computer, with the reason of each limit.

An honest list of 1 million rows and 30 columns passes all of them.
"""

from __future__ import annotations

MAX_FILE_BYTES = 2 << 30  # bytes on disk of one file; 1 million x 30 as csv is some 0.25 GB
MAX_INSIDE_BYTES = 4 << 30  # bytes of a zip's parts unpacked; 1 million x 30 as xlsx is some 1.6 GB
MAX_RATIO = 300  # unpacked bytes a packed byte; sheets reach 10 to 60, deflate itself stops at 1,032
RATIO_FREE_BYTES = 32 << 20  # unpacked bytes before the ratio counts: small parts repeat themselves
MAX_MEMBERS = 10_000  # parts of one zip; a workbook has some 10 and one a sheet
MAX_DIRECTORY_BYTES = 4 << 20  # bytes of a zip's table of contents, some 100 a part
MAX_SHEETS = 1_000  # sheets of one workbook; each costs a file in the scratch folder
MAX_PASSED_BYTES = 1 << 30  # sheets x bytes of a workbook in one part, which is read once for each sheet
MAX_COLUMNS = 4_000  # columns of one sheet; the widest export known has some 400
MAX_ROWS = 20_000_000  # rows of one text file; a workbook ends at 1,048,576
MAX_CELLS = 120_000_000  # rows x columns of one sheet, 16 bytes each; Outlook writes 92 columns
MAX_CELL_BYTES = 4_000_000  # bytes of the text in one cell: a million characters of any alphabet
MAX_CELL_CHARS = 1_000_000  # characters of one cell; Excel stops at 32,767
MAX_NESTING = 64  # elements within elements of a part; sheets use some 10
KEEP_PROPERTY_CHARS = 32_000  # characters of a vCard photo or key that are kept as written

PART_CELLS = 2_000_000  # cells of one Arrow part: 32 MB of views, and the texts
CHUNK_BYTES = 16 << 20  # bytes read from a part or a text at a time

MEMORY_BYTES = 6 << 30  # address space of the child: Arrow maps more than it touches
CPU_SECONDS = 600  # processor time of the child
WALL_SECONDS = 900  # time on the clock of the child
