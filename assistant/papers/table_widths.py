"""How wide the columns of a table are."""

from __future__ import annotations

import math

from assistant.papers.paper import Table

#: Of the measure, the least that a column gets however short its texts are, if there is room.
LEAST = 0.06

#: The longest word, in characters, that is given room to stand unbroken.
WORD = 28


def shares(table: Table) -> list[float]:
    """The share of the measure for each column, by how long its texts are; they add up to 1."""
    count = len(table.header)
    columns = [[row[number] for row in (table.header, *table.rows)] for number in range(count)]
    wants = [_want(column) for column in columns]
    least = min(LEAST, 1 / count)
    raised = [max(want / sum(wants), least) for want in wants]
    return [share / sum(raised) for share in raised]


def _want(texts: list[str]) -> float:
    """The width that a column's texts want: the longest word whole, long texts less in full."""
    longest_word = max((len(word) for text in texts for word in text.split()), default=1)
    longest = max(len(text) for text in texts)
    return max(min(longest_word, WORD) + 2, min(longest, 12) + 2, 4 * math.sqrt(longest))
