"""Where a question says a grade of an authority, as "good" is one and "good practice" is none."""

from __future__ import annotations

import re

from assistant.sets_of_authorities import AREAS_OF_JUDGEMENT, GRADE
from corpus.mentions import find_mentions

#: Stands for each name of an authority while a question is read.
NAME = "⟨⟩"
ADVERBS = r"(?:(?:\w+ly|first|last|once|again|ever|still|all|both|only|just) )*"
_AREA = "|".join(pattern for _, pattern in AREAS_OF_JUDGEMENT)
#: What a grade is followed by, where it is one: "good at early help", "good feedback" are none.
ENDS = (
    r"(?=\W*$|\s*[?.,;:!)]|\s+(?:overall|judge?ment|rating|grade|verdict|result|and|but|or|when"
    r"|after"
    r"|before|despite|since|again|now|what|how|did|because|so|to be good|last|twice|by ofsted"
    rf"|(?:in|at|by|from|on|for) (?:{_AREA}|20\d\d|\w+ 20\d\d|(?:the|its|their) \w+))\b)"
)

_OF_WHOM = (
    rf"(?:(?:{NAME}(?:,| and|,? &) )*{NAME}|it|they|the (?:council|authority|borough|county|city))"
    r"(?:['’]s?)?(?: (?:city |county |borough )?council)?"
    r"(?: (?:children.?s (?:services|social care)|social care|services))*"
)
#: "Was Hull ever (inadequate)", "did Ofsted say that Hull was (good)", "find Hull (inadequate)".
_BEFORE = re.compile(
    r"(?:(?:^|[.,;?!]|\b(?:and|but|so|ok|whether|if|that))\W*(?:is|was|were|are|has|have|had) "
    rf"{_OF_WHOM} (?:been )?"
    rf"|\b(?:whether|if|that|say|said|think|thought) {_OF_WHOM} (?:is|was|were|are|(?:has|had|have)"
    r" been) "
    rf"|\b(?:find|found|call(?:ed)?|consider(?:ed)?|deem(?:ed)?) (?:that )?{_OF_WHOM} (?:to be )?"
    rf"){ADVERBS}(?:an? )?$",
    re.IGNORECASE,
)
_GRADE = re.compile(
    rf"\b{GRADE}(?=\W*$|\s*[?.,;:!)]|\s+(?:overall|or|and|before|after|twice|since|now)\b"
    rf"|\s+(?:in|at|by|from|on|for) (?:{_AREA}|(?:\w+ )?20\d\d|(?:the|its|their) (?:last|latest"
    r"|first|\d{4}))\b)",
    re.IGNORECASE,
)


def asks_bare_grade(question: str) -> bool:
    """Whether a question asks for a grade in no more words than its own: "was Hull inadequate?"

    "Is Hull good at early help?" asks for none, nor does "why was Hull inadequate?".
    """
    text = without_names(question)
    return any(_BEFORE.search(text[: grade.start()]) for grade in _GRADE.finditer(text))


def without_names(question: str) -> str:
    """The question with one sign for each name of an authority, its "'s" left."""
    for mention in reversed(find_mentions(question)):
        ending = re.search(r"['’]s?$", mention.text)
        name = NAME + (ending.group() if ending else "")
        question = question[: mention.start] + name + question[mention.end :]
    return question
