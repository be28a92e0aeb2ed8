"""Characters that may stand in a file that is written."""

from __future__ import annotations

import re

#: What XML 1.0 cannot hold at all, and marks that show text in another order than it is stored in.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def fit_to_print(text: str) -> str:
    """The text without control characters; a manifest's spans are of the text with them."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
