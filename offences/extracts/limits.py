"""How large a file may be, and what is said of one that cannot be read."""

from __future__ import annotations

# What the pages take. A file that is loaded by the command may be as large as one may unpack to.
MAX_BYTES = 20 * 1024 * 1024
MAX_UPLOAD_BYTES = 200 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
MAX_LINE = 1024 * 1024
# Longer than anything that a cell of counts says, or that a measure or an area is called.
MAX_CELL = 200
# As many as Excel has on one sheet, blank ones too: a file may claim to have more.
MAX_SHEET_ROWS = 1_048_576

# A workbook is a ZIP file: a small one can unpack to more than the machine holds.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
# What the list of its members may take; how many tags one of its parts may have, and what one row may.
MAX_ENTRIES = 2 * 1024 * 1024
MAX_PART_TAGS = 1_000_000
MAX_ROW_TAGS = 200_000
MAX_ROW_SIZE = 16 * 1024 * 1024

# A text is never held whole: what it unpacks to may be more. A file of crimes is longer than tables of counts are.
MAX_UNPACKED_TEXT = 1024 * 1024 * 1024
MAX_CRIMES = 3_000_000
MAX_MEMBERS = 500

# A file with more lines that cannot be read than this is the wrong file, or is read in the wrong way.
MAX_BAD_LINES = 1_000


class Unreadable(ValueError):
    """The file as a whole cannot be read. The message says what to do about it."""


def size_words(size: int) -> str:
    """ "20 MB" """
    return f"{size // (1024 * 1024)} MB"
