"""How users ask what must improve and what an inspection came to, in the many ways there are."""

from __future__ import annotations

_GRADE = r"(?:outstanding|good|inadequate|requires improvement)"

_MEND = (
    r"(?:improv\w*|fix\w*|sort\w*|address\w*|strengthen\w*|tackl\w*|chang\w*|rectif\w*|resolv\w*"
    r"|remed\w*|put right|work(?:ing)? on|work(?! )|attention|do(?:ing)?(?: \w+)? (?:better|next"
    r"|differently|immediately|urgently)|doing|get(?:ting)? better|better)"
)
_MUST = (
    r"(?:must|should|(?:has|have|had|having)(?: got)? to|ought to|needs? to|needed to"
    r"|(?:asked|told|instructed|expected|required|directed|urged|advised|ordered) to)"
)
#: What Ofsted asks for after a visit, in the many ways of asking for it.
ASKED_FOR = (
    r"\b(?:improvement|action|development) (?:points?|lists?|areas?|actions?|priorities|tasks|plan"
    r" points)\b|\b(?:required|requested|recommended|necessary|suggested) (?:improvement"
    r"|change|action)s?\b|\b(?:improvement|change|action|fix)(?:e?s)? (?:\w+ ){0,2}(?:demanded"
    r"|required|requested|asked for|called for|expected|recommended|wanted|needed)\b"
    r"|\bwhat (?:changes|improvements|actions|fixes) (?:did|does|do|were|was)\b"
    r"|\b(?:list|set|all) of (?:the )?(?:actions|fixes|improvements|changes|tasks|jobs)\b|\bfixes\b"
    r"|\b(?:homework|jobs?|tasks?) (?:\w+ ){0,3}(?:set|leave|left|give|gave|given)\b"
    r"|\b(?:ofsted|inspectors?)(?:.s)? asks\b|\bnext steps\b"
    rf"|\b(?:what|which|where|list|everything|things?|points|areas?|aspects|issues|weaknesses)\b"
    rf"(?:(?!\b(?:social workers?|staff|parents|carers|children|managers)\b).){{0,60}}?\b{_MUST} "
    rf"(?:\w+ ){{0,2}}?{_MEND}\b"
    rf"|\bneed(?:s|ed|ing)? (?:some |to be )?(?:sorted|sorting|fixed|fixing|work|addressing"
    rf"|addressed|strengthening|strengthened|attention|doing)\b"
    r"|\b(?:want|wanted|wants) (?:(?!child)\w+ ){1,5}(?:to (?:improve|strengthen|fix|address|sort"
    r"|change)|(?:sorted|sorting|fixed|improved|addressed|strengthened)\b)"
    r"|\bwanted? (?:sort\w+|fix\w+|improv\w+|address\w+)\b"
    r"|\b(?:anything|something|areas?|things?|points?|aspects) (?:[\w’'&-]+ ){0,4}?"
    r"(?:(?:had|has|have|needs?|needed) )?to (?:improve|fix|work on|get better|strengthen|address)"
    r"|\bflag(?:s|ged)? (?:up )?(?:\w+ )?(?:for|as needing) improvement"
    r"|\b(?:on|left on) the (?:to[- ]do )?list\b|\bto[- ]do list\b"
    r"|^\W*(?:list|name|give me)?(?: (?:the|all))? ?improvements\b"
    r"|\bwhat (?:does|did|do) (?:ofsted|inspectors?|they) (?:want|recommend|ask)\b"
    r"|\bpriorit(?:y|ies) for improvement\b"
    r"|\b(?:had|has|have|needs?|needed) to act on\b"
    r"|\bgot to work on\b|\bpoints? for improvement\b|\bactions? .{0,30}\bhad to take\b"
    r"|\bwhat (?:exactly )?(?:had|has) to get better\b"
    r"|\b(?:listed|named|identified|flagged|noted) as (?:needing|requiring) improv\w+"
    r"|\b(?:weak points?|weaknesses|shortcomings|failings|issues|problems) .{0,40}\bto tackle\b"
    r"|\bwhat needs doing\b|\bneeds? to do next\b|\bshould work on\b"
)
#: What an inspection came to, in the many ways of asking for it.
RESULT = (
    r"\b(?:ofsted|inspection)(?:.s)? (?:results?|status|outcomes?|standing|score|marks?)\b"
    r"|\b(?:results?|outcomes?) (?:of|from|in|at) (?:\S+ ){0,6}?(?:inspection|ofsted|visit)s?\b"
    r"|\b(?:results?|outcome) of [\w’' ]{2,40} inspection\b"
    r"|\bwhat (?:mark|level|grade|rating|result|score)s?\b|\b(?:top|bottom) marks?\b"
    r"|\bhow did (?:(?!child)[\w’'&-]+ ){1,5}(?:do|fare|come out|get on)(?: overall)?"
    r"(?=\W*$| overall| (?:in|at|back in) (?:(?:its|their|the) )?(?:\w+ )?(?:20\d\d|inspection"
    r"|ilacs|ofsted)\W*(?:inspection)?\W*$)"
    r"|\bwhat did (?:(?!child)[\w’'&-]+ ){1,5}(?:get|come out as|come out with|receive|achieve)"
    r"(?: overall)?(?=\W*$| overall| (?:in|at|from|for|by) (?:(?:its|their|the) )?(?:\w+ )?"
    r"(?:20\d\d|inspection|ilacs|ofsted|overall|care leavers|leader\w+|adoption|help and protection"
    r"|children in care)\b)"
    r"|\b(?:pass|fail)(?:ed)? (?:its|their|the|an?|that) (?:\w+ ){0,3}(?:inspection|ofsted)\b"
    r"|\b(?:area|part|aspect|leader\w*|board|services?|judge?ment)s?\b[^.?!]{0,40}?"
    rf"\b(?:{_GRADE}|require improvement)(?=\W*$| (?:in|at|back in) (?:\w+ )?20\d\d\W*$)"
    r"|\bhow (?:did|does) [^.?!]{0,50}?(?:turn out|end up)(?=\W*$)|\bbottom line\b"
    r"|\b(?:mov(?:e|ed)|go|gone|went) up (?:a grade|overall|since)\b"
    r"|\bhow good (?:is|was|were|are) [^.?!]{0,30}?\b(?:l?scb|safeguarding board|adoption)\b"
    r"|\b(?:adoption|leadership|leaders|l?scb|overall|care leavers)\b[^.?!]{0,30}\bgood or not\b"
    rf"|\b(?:was|is) (?:the |its |their )?overall {_GRADE}|\bwhich areas? (?:was|were|is|are)"
    rf" {_GRADE}|\b(?:is|was) [\w’'&-]+ an? {_GRADE} (?:authority|council)\b"
    r"|\bhow (?:did|has|have) (?:adoption|leader\w*|care leavers|the l?scb|l?scb|(?:the )?board"
    r"|help and protection|children in care) (?:come out|do|fare|score)\b"
    r"|\bwhat (?:pulled|dragged|brought|let|held) (?:it|them|\w+) (?:down|back)\b"
    r"|\bgot what\b|\bdid leaders come out\b"
    r"|\boverall\W*$|\b(?:stand|standing|is|are) (?:at the moment )?with ofsted\b"
)
#: The list of strengths that joint inspections' letters have.
STRENGTHS = (
    r"\b(?:list|all|key|main|headline|full|every)\b(?: (?:of|the|its|their))*(?: \w+)? strengths\b"
    r"(?! (?:in|of social))"
    r"|\bstrengths? (?:identified|listed|list|section|named|set out|noted)\b"
)
