"""A question that asks for a figure is told from one that does not, and a text that gives one."""

from __future__ import annotations

import pytest

from assistant.figures import Figure, figure_asked, gives_figure


@pytest.mark.parametrize(
    "question",
    [
        "How many children are in care in Leeds?",
        "how many kids does kent look after",
        "In 2018, how many care leavers had a pathway plan?",
        "What was the number of children on a plan?",
        "What is the total number of foster carers in Essex?",
        "Exact number of children on CP plans",
        "Do you have a figure for care leavers NEET?",
        "How many days does it take to complete an assessment?",
    ],
)
def test_how_many_asks_for_a_number(question: str) -> None:
    assert figure_asked(question) == "number"


@pytest.mark.parametrize(
    "question",
    [
        "What percentage of assessments were completed in 45 days?",
        "What proportion of care leavers are in education, employment or training?",
        "What share of the workforce is agency staff?",
        "What % of care leavers are NEET in Hull",
        "What fraction of return interviews happen within 72 hours?",
        "How many in ten care leavers are in work?",
        "which percentage of reviews was in time",
        "What rate of re-referrals does Hull have?",
    ],
)
def test_what_percentage_asks_for_a_share(question: str) -> None:
    assert figure_asked(question) == "share"


@pytest.mark.parametrize(
    "question",
    [
        "How much does Hackney spend on agency staff?",
        "How much a week does Wigan pay its foster carers?",
        "What is the budget for children's services in Hull?",
        "What is the salary of a social worker in Kent?",
        "How many pounds does a placement cost?",
        "How much money was put into early help?",
    ],
)
def test_how_much_asks_for_a_sum_of_money(question: str) -> None:
    assert figure_asked(question) == "sum of money"


@pytest.mark.parametrize(
    "question",
    [
        # What Findings counts itself, from the register and the documents held.
        "How many authorities were judged inadequate?",
        "How many councils are outstanding?",
        "How many times has Leeds been inspected?",
        "How many inspections has Kent had?",
        "How many visits has Middlesbrough had since 2019?",
        # How well or how far is told in words.
        "How much progress has Leeds made?",
        "How much oversight do managers have?",
        "How often are children in care visited?",
        "How good are pathway plans?",
        "Are caseload numbers manageable?",
        "Has the budget been cut in Hull?",
        "Does the authority count missing episodes?",
        "What did inspectors say about caseloads in 2019?",
        "Give me a quote about the number of children going missing",
    ],
)
def test_a_question_that_words_can_answer_asks_for_no_figure(question: str) -> None:
    assert figure_asked(question) is None


# Sentences of published reports and letters.


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("IRO caseloads average 100–120, which exceeds the statutory guidance.", "number"),
        ("There are currently seven private arrangements in place.", "number"),
        ("There have been 46 adoptions.", "number"),
        ("Sixty-four children had not been seen by a social worker for some time.", "number"),
        ("This is an increase from 1,005 (38 per 10,000 children) at 31 March 2015.", "number"),
        ("In most cases, only two children have waited for a placement.", "number"),
        ("In 2015–16, 58% of care leavers progressed to further education.", "share"),
        ("The practice is weak, with a quarter of audits rated as inadequate.", "share"),
        ("Just over half of care leavers aged 19 are in education or training.", "share"),
        ("Two thirds take too long to complete.", "share"),
        ("Only two out of 21 children who went home have returned to care.", "share"),
        ("One in five social workers is employed by an agency.", "share"),
        ("All care leavers receive a health passport.", "share"),
        ("Fewer than 15 per cent of posts are vacant.", "share"),
        ("The local authority has committed £2 million to improvement work.", "sum of money"),
        ("Leaders found two million pounds for early help.", "sum of money"),
    ],
)
def test_a_sentence_that_gives_a_figure(sentence: str, figure: Figure) -> None:
    assert gives_figure(sentence, figure)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        # Years, ages and the numbers of sections are figures of something else.
        ("Since 2019, leaders have strengthened the front door.", "number"),
        ("Most 16- and 17-year-olds who are homeless are helped well.", "number"),
        ("Children aged 16 to 17 who present as homeless are helped well.", "number"),
        ("Young people are supported up to age 25.", "number"),
        ("Children’s section 47 enquiries are thorough and timely.", "number"),
        ("Placements with parents under regulation 24 are well assessed.", "number"),
        ("Young people on their 18th birthday lose their social worker.", "number"),
        # And words of amount that give none.
        ("A small number of children wait too long for a placement.", "number"),
        ("Many social workers have left the service.", "number"),
        ("One of the panels no longer meets at all.", "number"),
        ("There is a one-stop shop for care leavers.", "number"),
        ("Most assessments are completed in time.", "share"),
        ("Too many care leavers are not in education.", "share"),
        ("In the majority of cases, health needs are identified and met.", "share"),
        ("Almost all children receive help in time.", "share"),
        ("A few older (post-16) children are placed in unregulated homes.", "number"),
        ("Significant investment has been made in early help.", "sum of money"),
        ("At 31 March 2016, 431 children were looked after.", "sum of money"),
    ],
)
def test_a_sentence_that_gives_no_figure_of_what_is_asked(sentence: str, figure: Figure) -> None:
    assert not gives_figure(sentence, figure)


def test_a_share_may_be_told_by_numbers_and_a_number_by_a_share() -> None:
    assert gives_figure("Of 20 care leavers seen, 15 were in work.", "share")
    assert gives_figure("Just under a third of social workers left.", "number")


def test_a_sum_of_money_is_told_by_no_other_figure() -> None:
    assert not gives_figure("The trust employs 200 agency staff, 40% of all.", "sum of money")


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors say about the number of placement moves?",
        "What did inspectors say about the high number of agency staff?",
        "Is there concern about the number of agency staff in Croydon?",
        "What is said about the proportion of children placed out of area?",
        "What did inspectors say about budget pressures?",
        "What is the impact of budget cuts on early help?",
        "How many local authorities were criticised for placements?",
    ],
)
def test_what_was_said_of_an_amount_asks_for_no_figure(question):
    assert figure_asked(question) is None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("What is the vacancy rate in Leeds?", "share"),
        ("What was the turnover rate of social workers?", "share"),
        ("How many out of ten care leavers are NEET?", "share"),
        ("What is the average caseload of social workers in Torbay?", "number"),
        ("number of UASC in Kent", "number"),
        ("Total number of foster carers in Essex", "number"),
        ("How much did Leeds invest in early help?", "sum of money"),
        ("Did inspectors say how many children wait?", "number"),
    ],
)
def test_other_ways_of_asking_for_a_figure(question, figure):
    assert figure_asked(question) == figure


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("This letter summarises the findings of the visit on 11 and 12 December 2024.", "number"),
        ("Between 16 and 20 October 2017, Ofsted undertook a joint inspection.", "number"),
        ("The Board reported an increase of missing incidents in 2013–14.", "number"),
        ("Practitioners routinely speak to children under the age of 16 alone.", "number"),
        ("Council tax is paid until they are 25, regardless of where they live.", "number"),
        ("A few older (post-16) children are placed in unregulated settings.", "number"),
        ("Children mostly make good progress at Key Stage 1.", "number"),
        ("The needs of children are addressed (Page 19, paragraph 63).", "number"),
        ("Support prevents Tier 4 mental health hospital admissions.", "number"),
        ("Oversight is not yet consistently leading to better lives for all children.", "number"),
        ("This gives them every opportunity to succeed in the future.", "share"),
        ("Care leavers celebrate their successes, no matter how small.", "share"),
        ("There is no dedicated resource for family-finding.", "number"),
        ("Despite significant budget pressures, the service is well funded.", "sum of money"),
        ("Halton continues to have high rates of COVID-19.", "number"),
        ("The last 12 months have presented significant challenges.", "number"),
    ],
)
def test_dates_ages_stages_and_words_of_stress_are_no_figures(sentence, figure):
    assert not gives_figure(sentence, figure)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("No young people are living in bed and breakfast accommodation.", "number"),
        ("Fostering to adopt has been slow, with only one arrangement in place.", "number"),
        ("All children in care have a health passport.", "share"),
    ],
)
def test_none_one_and_all_are_figures_where_they_count_people(sentence, figure):
    assert gives_figure(sentence, figure)
