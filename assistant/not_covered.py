"""What Ofsted's letters and reports on children's services do not cover, and what to say of it.

Each pattern has to leave alone what inspectors do write of: schools as partners, children's homes
as placements, legal advice to social workers. None matches any of the 5,524 questions
about findings that the map of the question was learnt from.
"""

from __future__ import annotations

import re

_GRADE = (
    r"(?:outstanding|inadequate|requir(?:es?|ing) improvement"
    r"|good(?! (?:at|with|on|practice|links?|partners?|support|work\w*)))"
)
_JUDGED = r"(?:grad|rat(?:ed|ing)|judg|ofsted|inspect|score)\w*"
_ANY_SCHOOL = r"(?:primary|secondary|infant|junior|grammar|high|nursery|special) (?:school|academy)"
_HOMES = r"(?:children.?s|residential|care) homes?"
_AGENCIES = r"(?:fostering|adoption) (?:agency|agencies)"

_SCHOOLS = "Schools are inspected separately; their reports are not held here."
_EARLY_YEARS = (
    "Childminders and nurseries are inspected separately; their reports are not held here."
)
_HOMES_AGENCIES = (
    "Children’s homes and fostering agencies are inspected one by one, and those reports are not "
    "held here: ask what inspectors said of a council’s use of them."
)
_ADULTS = "Adult social care is assessed by the Care Quality Commission, not by Ofsted."
_OTHERS = (
    "That is another inspectorate’s or another kind of inspection; held here are only Ofsted’s "
    "inspections of, and visits to, local authorities’ children’s services."
)
_OTHER_SERVICES = (
    "These documents are about children’s services: they say nothing of a council’s other services."
)
_PEOPLE = (
    "Ofsted’s letters and reports name no child and no family, and private facts about people are "
    "not looked for here."
)
_RULES = (
    "There is nothing to set aside or reveal here: questions are answered only with quotations "
    "from Ofsted’s letters and reports."
)
_OPINION = (
    "Findings has no opinion and gives no advice: it quotes what inspectors wrote. Ask what they "
    "said, about a council or a practice area."
)
_LAW = (
    "This asks for legal advice, which is not to be had from inspection reports: ask a solicitor. "
    "What inspectors said can be quoted."
)
_TO_COME = (
    "What is to come is not known here: Ofsted announces its visits to the authority, shortly "
    "before them. Ask about the latest inspection instead."
)
_OWN_CASE = (
    "Findings cannot help with a family’s own case: a solicitor, an advice charity or the "
    "council’s complaints service can. It quotes what inspectors said of a council’s services."
)
_COMMAND = "This reads as a command to a computer; please ask in plain words."
_CONTACT = (
    "Contact details and the names of those in office are not given here: see the council’s own "
    "website. What inspectors said of a service or of its leaders can be quoted."
)
_NOT_IN_REPORTS = (
    "What the Chief Inspector or a minister said elsewhere is not held here, only Ofsted’s letters "
    "and reports: ask what inspectors said of an authority."
)
_THANKED = "You are welcome. Ask a question whenever there is another."
_NO_QUESTION = "Ask a question, such as “What did inspectors say about early help in Leeds?”"

#: Offices whose holder is asked for: "the DCS", "lead member for children".
_OFFICE = (
    r"(?:dcs|director|lead (?:member|councillor)|chief exec\w*|council leader|leader of the council"
    r"|portfolio holder|assistant director|principal social worker|head of (?:service"
    r"|safeguarding))"
)

_NOT_COVERED: tuple[tuple[str, str, int], ...] = (
    (
        r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |your |the |my |these "
        r"|previous "
        r"|prior |above |earlier )+(?:rules?|instructions?|prompts?|guidelines|training|limits)"
        r"|\b(?:system|hidden|initial|your) prompt\b|\byour (?:instructions|rules)\b"
        r"|\b(?:jailbreak|developer mode)\b|\byou are now\b|\bpretend (?:to be|you|that you)\b",
        _RULES,
        re.I,
    ),
    (
        r"\bselect\b.{1,80}\bfrom\b.{0,60}(?:\bwhere\b|;|--)|\bselect \*|\b(?:drop|alter|truncate) "
        r"table\b|\binsert into\b|\bunion (?:all )?select\b|\bdelete from\b|<script\b|\brm -rf\b",
        _COMMAND,
        re.I,
    ),
    (
        r"\bwhich (?:child|family|girl|boy|baby|mother|father|parent|teenager|young person)\b"
        r"(?! (?:protection|sexual|criminal|in need|and|exploitation|support|assessment|group"
        r"|hubs?|help|plans?|services?|time|court|practices?|mental))"
        r"|\b(?:names?|surnames?|identit(?:y|ies)|home address(?:es)?|address(?:es)?"
        r"|phone numbers?|date of birth|dob) of (?:an? |the |that |this |any |all |each |those )*"
        r"(?:[\w-]+ ){0,2}?(?:lad|lass|son|daughter|child(?:ren)?|famil(?:y|ies)|girls?|boys?"
        r"|bab(?:y|ies)|mothers?|fathers?"
        r"|parents?|victims?|young (?:person|people)|teenagers?|social workers?|director)\b"
        r"|\bwho (?:is|was|are|were) the (?:child|family|girl|boy|baby|victim|mother|father)\b"
        r"|\b(?:child|family|girl|boy)['’]s (?:real )?(?:name|address)\b"
        r"|\bwhat(?:.?s| is| was) (?:her|his) (?:real |full |first |last )?name\b"
        r"|\b(?:identify|name) the (?:child|family|girl|boy|victim|mother|father|perpetrator)\b",
        _PEOPLE,
        re.I,
    ),
    (
        # No one is given it in such a question: "do children have their worker's phone number?"
        r"\b(?:tele)?phone numbers? (?:of|for)\b"
        r"|^(?!.*\b(?:get|given|had|has|have|know)\b).*\b(?:tele)?phone number\b"
        r"|\bcontact (?:number|details?)\b"
        r"|\bopening (?:hours|times)\b"
        r"|\be-?mail(?: address)?(?:es)? (?:of|for|to)\b"
        r"|(?:^\W*|\b(?:the|an?|postal|e-?mail|office|web) )address(?:es)? (?:of|for)\b"
        r"|\baddress of (?:the |[A-Z])"
        r"|\bhow (?:do|can) (?:i|we|you|people|parents) (?:contact|phone|ring|call|e-?mail"
        r"|get hold of|get in touch with)\b"
        rf"|\bwho(?:.s| is| was| are| were) (?:(?!lead inspector)[\w’']+ ){{0,3}}?{_OFFICE}"
        r"(?=\W*$| (?:of|for|in|at|now|then|when|currently|there)\b)"
        rf"|\bnames? of (?:[\w’']+ ){{0,3}}?{_OFFICE}\b",
        _CONTACT,
        re.I,
    ),
    (
        r"\b(?:chief inspector|hmci|ministers?|secretary of state|education secretary)\b.{0,15}"
        r"\b(?:says?|said|think|thought|comment\w*|announce\w*|speech|wrote|tweet\w*)\b"
        r"|\b(?:speech|words|comments?|statement|tweets?) (?:by|of|from) .{0,20}"
        r"\b(?:chief inspector|hmci|ministers?|secretary of state)\b",
        _NOT_IN_REPORTS,
        re.I,
    ),
    (
        r"\b(?:my|our (?=sister|brother|son|daughter)) ?(?:sister|brother|son|daughter|child"
        r"|children|kids?|grand\w+|niece|nephew"
        r"|baby"
        r"|partner|husband|wife|ex|mum|dad|family|friend)\b(?:['’]s)?(?! (?:centres?|hubs?|help))"
        r"|\bhow (?:can|do|does|should) (?:i|he|she|they|we) (?:appeal|complain|challenge)\b"
        r"|\b(?:appeal|overturn|contest|fight) (?:a|against|my|our|that|the|their|this) (?:\w+ )?"
        r"(?:case|court|decision|judge|order|removal)\b",
        _OWN_CASE,
        re.I,
    ),
    (
        r"\b(?:sue|sued|suing)\b|\bin breach of the law\b"
        r"|\b(?:can (?:you|i|we) (?:give|have|get)|(?:i|we) need|give (?:me|us)) "
        r"(?:me |us )?(?:some )?legal advice\b"
        r"|\b(?:are|is|am|were) (?:we|i|they|the council|it) (?:legally )?liable\b"
        r"|\b(?:our|my) (?:legal )?(?:rights|solicitor|lawyer)\b"
        r"|\bcan (?:we|i) (?:appeal|challenge|complain|take legal)\b|\blegally (?:liable"
        r"|entitled)\b"
        r"|\b(?:grounds for|seek) (?:a )?judicial review\b",
        _LAW,
        re.I,
    ),
    (
        r"^(?:\W*(?:so|and|but|ok|then)\b)*\W*(?:should|shall) (?:we|i|you|ofsted)\b"
        r"|\b(?:sack|fire) (?:the|our|their|its)\b"
        r"|\bshould (?:the |our |their )?(?:\w+ ){0,3}(?:resign|be (?:sacked|fired"
        r"|sent to prison))\b"
        r"|\b(?:do|would) you (?:think|reckon|believe|recommend|advise|suggest|say)\b"
        r"|\b(?:your|an?) (?:\w+ )?(?:opinion|advice|recommendation)\b.{0,30}\?|\bin your (?:view"
        r"|opinion)\b"
        r"|\bwhat(?:.s| is| are) your (?:view|opinion|thoughts?|take|advice)\b"
        r"|\bwhat would you do\b"
        r"|\b(?:which|where|who) would you (?:sooner|rather|prefer|choose|pick|recommend)\b"
        r"|\bwould you (?:sooner|rather) (?:work|live|be)\b"
        r"|\b(?:was|were|is|are|has|have|had) (?:ofsted|(?:the )?inspectors?) (?:been |being )?"
        r"(?:(?:too|overly|unduly|a bit|really|so|rather|right|wrong) )*(?:fair|unfair|harsh"
        r"|lenient|generous|tough|soft|hard|strict|severe|kind|biased|right|wrong|unreasonable)\b"
        r"|\b(?:fair|unfair|harsh|lenient|wrong) of (?:ofsted|(?:the )?inspectors)\b",
        _OPINION,
        re.I,
    ),
    (
        rf"\b{_ANY_SCHOOL}\b(?=.{{0,60}}\b(?:{_JUDGED}|get|got))"
        rf"|\b{_JUDGED}\b.{{0,60}}\b{_ANY_SCHOOL}\b"
        r"|\b(?:ofsted )?(?:ratings?|grades?|inspections?|reports?|league tables?) (?:of|for|on) "
        r"(?:[\w’']+ ){0,3}(?<!virtual )(?:schools?|academ(?:y|ies)|colleges?)\b(?! (?:age|attend"
        r"|place))"
        r"|\b(?:best|worst|top|failing) (?:\w+ )?schools\b|\bschool (?:ratings?|inspections?"
        r"|reports?)\b"
        rf"|\b(?:which|what|how many|list)(?: of the)? (?:(?!virtual)\w+ )?(?:schools|academies"
        rf"|colleges)\b.{{0,30}}\b(?:{_JUDGED}|{_GRADE})\b"
        r"|^\W*(?:(?:show me|find|list|the|all|any) )*(?:schools|academies) (?:.{2,30} )?"
        rf"(?:(?:that|which) (?:are|were) )?(?:(?:rated|judged|graded) )?{_GRADE}\b"
        rf"|^\W*(?:(?:show me|find|list|the|all|any) )*{_GRADE} (?:\w+ )?(?:schools|academies)\b",
        _SCHOOLS,
        re.I,
    ),
    (
        r"\b(?!(?:Virtual|The|A|An|Sunday|Their|Its|What|Which|Is|Are|How|Do|Does|And)\b)[A-Z]\w+ "
        r"(?:Primary|Academy|Junior|Infant|Grammar|School|College)\b(?! (?:age|attend|place))",
        _SCHOOLS,
        0,
    ),
    (
        rf"\bchild-?minders?\b|\b(?:nurser(?:y|ies)|pre-?schools?"
        rf"|playgroups?)\b(?=.{{0,40}}\b{_JUDGED})"
        rf"|\b{_JUDGED}\b.{{0,40}}\b(?:nurser(?:y|ies)|pre-?schools?|playgroups?)\b",
        _EARLY_YEARS,
        re.I,
    ),
    (
        rf"\b(?:which|what|how many|list)(?: of the)? (?:\w+ ){{0,2}}(?:{_HOMES}|{_AGENCIES})\b"
        rf".{{0,30}}\b{_JUDGED}\b"
        r"|\b(?:ratings?|grades?|inspections?|reports?|results?) (?:of|for|on|at) "
        rf"(?:[\w’']+ ){{0,5}}(?:{_HOMES}|{_AGENCIES})\b"
        rf"|\b(?:{_HOMES}|{_AGENCIES})(?:.s)? (?:own )?(?:ofsted )?(?:ratings?|grades?"
        rf"|inspections?|reports?)\b"
        rf"|\bhow (?:was|were|is|are) (?:[\w’']+ ){{0,5}}(?:{_HOMES}"
        rf"|{_AGENCIES}) (?:\w+ ){{0,2}}(?:rated|graded|judged|inspected)\b",
        _HOMES_AGENCIES,
        re.I,
    ),
    (
        r"\b(?:rating|grade|inspection|report|assessment)s? (?:of|for|on) .{0,30}adult social care"
        r"|\bcqc (?:rat|report|assess|inspect)\w*|\badult social care\b.{0,30}\b(?:rat|grad|judg"
        r"|inspect)"
        r"|\bcare homes? for (?:the )?(?:elderly|older|adults)\b|\bnursing homes?\b"
        r"|\b(?:old|older|elderly) (?:folk|people|person)s?(?:['’]s?|s['’])? (?:care )?homes?\b",
        _ADULTS,
        re.I,
    ),
    (
        r"\bwhen (?:is|are|will|would) .{0,60}\b(?:inspect|visit)\w*\b.{0,20}\b(?:due|next|happen"
        r"|again)\b"
        r"|\bwhen (?:is|will|are) .{0,40}\bnext (?:inspect|visit|ilacs|ofsted)\w*"
        r"|\bnext (?:inspection|visit|ilacs) (?:is )?(?:due|expected|planned|likely)\b",
        _TO_COME,
        re.I,
    ),
    (
        r"\b(?:hmicfrs|hmic|hmip|peel inspections?|hmi probation)\b"
        r"|\b(?:police|prison|probation|hospital|youth (?:justice|offending)(?: service)?|area SEND"
        r"|local area|SEND|secure training centre) (?:area )?(?:inspections?|ratings?|revisits?)\b"
        r"|\b(?:inspections?|ratings?) of (?:the )?(?:police|prison|probation|hospital|yot"
        r"|youth (?:justice|offending))",
        _OTHERS,
        re.I,
    ),
    (
        # Care leavers may be exempt from council tax, which is much written of.
        r"^(?!.*\b(?:care|leav\w*|carers?|foster\w*|child\w*|kids?|young|offer|exempt\w*|relief)\b)"
        r".*\bcouncil tax\b|\b(?:rubbish|bin|refuse|recycling) (?:collections?|days?|lorr\w+)\b"
        r"|\bbins\b"
        r"|\bpot ?holes?\b|\bplanning (?:permission|applications?)\b|\bbusiness rates\b"
        r"|\bblue badge\b"
        r"|\bparking (?:permits?|fines?|tickets?|charges)\b|\bstreet ?lights?\b"
        r"|\belection results?\b"
        r"|\blibrary opening\b|\bweather (?:forecast|today|tomorrow|like)\b"
        r"|\bfootball (?:results?|scores?)\b",
        _OTHER_SERVICES,
        re.I,
    ),
    (
        r"^\W*(?:(?:ok(?:ay)?|great|right)\W+)?(?:hello|hi|hey|hiya|good (?:morning|afternoon"
        r"|evening)"
        r"|help|test"
        r"|what can (?:you|this|it|findings) do|who are you|how are you)(?: there| all)?\W*$",
        _NO_QUESTION,
        re.I,
    ),
    (
        r"^\W*(?:(?:ok(?:ay)?|great|right|no|brilliant|perfect)\W+)?(?:(?:many )?thanks?(?: you)?"
        r"|cheers|ta)(?: (?:very much|so much|a lot|for (?:that|this|your help)))?\W*$",
        _THANKED,
        re.I,
    ),
)

_PATTERNS = tuple((re.compile(what, flags), why) for what, why, flags in _NOT_COVERED)


#: A name in quotation marks says nothing of who asks: what is a ‘my family plan’?
_IN_QUOTES = re.compile(
    r"(?<!\w)'[^']{3,40}'(?!\w)|‘[^’]{3,40}’(?!\w)|“[^”]{3,40}”|\"[^\"]{3,40}\""
)


def not_covered(question: str) -> str | None:
    """Why these documents cannot answer a question, whatever is held; None if they may."""
    own_words = _IN_QUOTES.sub(" ", question)
    return next((why for pattern, why in _PATTERNS if pattern.search(own_words)), None)
