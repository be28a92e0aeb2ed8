"""The days of a visit are read in whatever way a letter prints them, or not at all."""

from datetime import date

import pytest

from corpus.dates import read_date, read_periods


@pytest.mark.parametrize(
    ("printed", "periods"),
    [
        ("the 3rd and 4th of December 2025", [("2025-12-03", "2025-12-04")]),
        ("Monday 6 to Friday 17 October 2025", [("2025-10-06", "2025-10-17")]),
        ("Tuesday 3 and Wednesday 4 December 2025", [("2025-12-03", "2025-12-04")]),
        (
            "26 and 27 November 2025, and on 8 January 2026",
            [("2025-11-26", "2025-11-27"), ("2026-01-08", "2026-01-08")],
        ),
        (
            "26 and 27 November and from 1 to 3 December 2025",
            [("2025-11-26", "2025-11-27"), ("2025-12-01", "2025-12-03")],
        ),
        (
            "between 3 and 14 November 2025 and between 1 and 12 December 2025",
            [("2025-11-03", "2025-11-14"), ("2025-12-01", "2025-12-12")],
        ),
        ("06.10.2025", [("2025-10-06", "2025-10-06")]),
        ("06.10.2025 to 17.10.2025", [("2025-10-06", "2025-10-17")]),
        ("6 October 2025 – 17 October 2025", [("2025-10-06", "2025-10-17")]),
        ("6 October 2025\xa0–\xa017 October 2025", [("2025-10-06", "2025-10-17")]),
    ],
)
def test_every_day_printed_is_read(printed: str, periods: list[tuple[str, str]]) -> None:
    expected = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in periods)
    assert read_periods(printed) == expected


@pytest.mark.parametrize("printed", ["31 February to 3 March 2025", "3 March to 31 April 2025"])
def test_a_day_that_no_calendar_has_leaves_the_whole_unread(printed: str) -> None:
    assert read_periods(printed) == ()


def test_a_number_with_points_is_no_date_without_a_full_year() -> None:
    assert read_date("paragraph 3.1.20") is None
