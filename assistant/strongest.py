"""Which findings answer a question about several authorities: of the tone asked for, the strongest.

Praise and criticism go by the sentences that bear on the subject (`assistant.bearing`), and each
authority speaks through one visit.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bearing import Finding, Sentences
from assistant.tone import SIGNS
from assistant.wording import TONES

#: How surely the sentences that bear on the subject are of the tone asked for, -1 to 1, and the
#: nearest of them by itself.
_SURE = 0.5
_NEAREST_SURE = 0.25

#: Below this cosine of its nearest sentence a paragraph is about something else; one that has
#: hardly any of the subject's words must come nearer. Findings on early help or missing children
#: begin at 0.31; what came nearest to "Brexit planning" had 0.35, and 0.09 of its words.
_CLOSE = 0.3
_FEW_WORDS = 0.25
_CLOSE_IN_OTHER_WORDS = 0.45

#: A finding is shown if its worth is this share of the best one's: of 258 quotations shown for 42
#: questions at 0.75, some 12 did not say what was asked; between 0.7 and 0.75, about 3 of 8. A
#: second of a visit is shown if it is this share of the first's.
_WORTH = 0.75
_SECOND = 0.95

#: What a finding keeps of its worth for each year that it is older: newer ones come first where
#: they say it nearly as well.
_KEPT_EACH_YEAR = 0.985


def in_tone(paragraphs: Sequence[Sentences], tone: str | None) -> list[Sentences]:
    """The paragraphs with a sentence of the tone asked for; of either, where none is.

    Then the items of lists are left out too, which say on what and not what.
    """
    sign = SIGNS.get(tone or "")
    return [
        p
        for p in paragraphs
        if any((sign * b if sign else abs(b)) >= _NEAREST_SURE for b in p.balances)
        and (tone in TONES or not p.list_kind)
    ]


def strongest(found: Sequence[Finding], tone: str | None) -> list[tuple[float, Finding]]:
    """The findings of the tone asked for with their worth, best first, less the weak tail.

    Worth is how near the subject a finding is, in meaning and in words, how surely of the tone,
    and how new.
    """
    near = [f for f in found if _is_near(f) and _is_of(f, tone)]
    newest = max((f.document.last_day.year for f in near), default=0)
    most = max((f.covered for f in near), default=0.0) or 1.0

    def worth(f: Finding) -> float:
        words = (1 + f.covered / most) / 2
        sure = (1 + abs(f.tone)) / 2 if tone in TONES else 1.0
        return f.closeness * words * sure * _KEPT_EACH_YEAR ** (newest - f.document.last_day.year)

    weighed = sorted(((worth(f), f) for f in near), key=lambda item: -item[0])
    return [(w, f) for w, f in weighed if w >= _WORTH * weighed[0][0]]


def by_authority(weighed: Sequence[tuple[float, Finding]]) -> list[list[Finding]]:
    """Of each authority its best finding, and a second of the same visit if it is as good.

    `weighed` are findings with their worth, best first.
    """
    best: dict[str | None, tuple[float, Finding]] = {}
    chosen: dict[str | None, list[Finding]] = {}
    for worth, finding in weighed:
        urn = finding.document.urn or finding.document.authority or finding.document.name
        most, first = best.setdefault(urn, (worth, finding))
        own = chosen.setdefault(urn, [])
        same_visit = finding.document.name == first.document.name
        if len(own) < 2 and same_visit and worth >= _SECOND * most:
            own.append(finding)
    return list(chosen.values())


def _is_near(finding: Finding) -> bool:
    enough = _CLOSE_IN_OTHER_WORDS if finding.covered < _FEW_WORDS else _CLOSE
    return finding.closeness >= enough


def _is_of(finding: Finding, tone: str | None) -> bool:
    if tone not in TONES:
        return True
    sign = SIGNS.get(tone or "") or (1 if finding.tone > 0 else -1)
    return sign * finding.tone >= _SURE and sign * finding.balance >= _NEAREST_SURE
