"""How large a workbook may be: beyond a limit it is refused, before memory grows.

A workbook of 50 products and 150 criteria each has some MB, about 30 MB unpacked, and a million
elements.
"""

MOST_BYTES = 20 << 20
"""Of the file."""
MOST_PARTS = 2_000
MOST_UNPACKED_BYTES = 128 << 20
"""Of all parts together."""
MOST_RATIO = 100
"""Unpacked bytes of a part to each of its packed ones, where it is not small."""
SMALL_PART = 1 << 20
MOST_ELEMENTS = 3_000_000
"""Of XML, in all parts together."""
MOST_IN_ONE_ROW = 250_000
"""Elements in what is read as a whole: a row, a text, the list of formats."""
DEEPEST = 100
"""Elements in elements."""
LONGEST_PIECE = 1 << 20
"""Bytes of one tag with its attributes, and characters of the text between two tags."""
