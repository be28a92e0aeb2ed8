"""What managers want done on the page: three tasks, see task_list.py."""

from __future__ import annotations

from evals.task_checks import Held, authority_named, grade_given, items_to_improve, quoted
from evals.task_visitor import Visitor, must

#: What the Compare tab compares on until something else is chosen.
_AT_FIRST = {"help and protection", "children in care", "care leavers"}

#: Grades, the best first.
_BEST_FIRST = ("outstanding", "good", "requires improvement", "inadequate")


def neighbours_best(visitor: Visitor, held: Held) -> str:
    """Compare tab: neighbours on one area, and whom inspectors praised."""
    from corpus.authorities import load_authorities

    luton = authority_named("Luton")
    near = [a.name for a in load_authorities() if a.urn in luton.statistical_neighbours]
    visitor.tab("Compare")
    visitor.choose("An authority and its statistical neighbours", "Luton")
    _compare_only_on(visitor, "care leavers")
    _compare(visitor)
    visitor.end()
    shown = _matrix(visitor)
    must(set(shown) == {"Luton", *near}, f"The table has {sorted(shown)}, not the neighbours.")
    grades = {}
    for name, cell in shown.items():
        inspection = held.last_full(authority_named(name).urn)
        grade = grade_given(inspection, "care_leavers")
        if grade:
            must(grade in cell.lower(), f"{name}’s grade is {grade}, and the table has “{cell}”.")
            grades[name] = grade
    best = min((grades[n] for n in near if n in grades), key=_BEST_FIRST.index)
    best_names = [name for name in near if grades.get(name) == best]
    praised = visitor.page.locator("#compare-wells .well h4").all_inner_texts()
    of_them = [name for name in best_names if name in praised]
    must(
        of_them,
        f"Graded {best} for care leavers are {', '.join(best_names)}, but what inspectors praised "
        f"is shown of {', '.join(praised)}, who are no neighbours of Luton.",
    )
    return f"{', '.join(best_names)}: {best}; praise of {', '.join(of_them)} shown"


def was_it_fixed(visitor: Visitor, held: Held) -> str:
    """History tab: each thing asked for in 2020 beside what later visits say."""
    asked = next(d for d in held.of("Luton", "ilacs") if d.last_day.year == 2020)
    visitor.tab("History")
    visitor.choose("Authority", "Luton")
    visitor.page.wait_for_selector("#history-view #history-of")
    visitor.pick("What needed to improve at", "January 2020")
    visitor.button("Show what later visits say")
    visitor.page.wait_for_selector("#history-fixed .pair")
    visitor.end()
    pairs = visitor.page.locator("#history-fixed .pair")
    wanted = items_to_improve(held.whole(asked))
    must(
        pairs.count() == len(wanted),
        f"{len(wanted)} things were asked for in 2020, and {pairs.count()} are shown.",
    )
    later = [d for d in held.of("Luton") if d.last_day > asked.last_day]
    answered = 0
    for number in range(pairs.count()):
        (item,) = quoted(pairs.nth(number).locator(".asked").inner_text())
        must(item in wanted, f"“{item}” is no item of the list of 2020.")
        said = pairs.nth(number).locator(".later").inner_text()
        for words in quoted(said):
            held.must_stand(words, later)
        must(said.strip(), f"Nothing is said of what became of “{item}”.")
        answered += bool(quoted(said))
    must(answered, "No later visit is quoted on any of them.")
    return f"all {len(wanted)} items; later visits quoted, exactly, on {answered}"


def grades_in_excel(visitor: Visitor, held: Held) -> str:
    """Compare tab: three authorities in a spreadsheet."""
    import openpyxl

    names = ("Kent", "Medway", "Essex")
    visitor.tab("Compare")
    for name in names:
        visitor.choose("Authorities", name)
    _compare_only_on(visitor, "help and protection")
    _compare(visitor)
    path = visitor.download("Download as Excel")
    visitor.end()
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next((n for n, row in enumerate(rows) if row and row[0] == "Authority"), None)
    must(head is not None, f"{path.name} has no row of column names.")
    table = [dict(zip(map(str, rows[head or 0]), map(str, r), strict=True)) for r in rows]
    for name in names:
        own = [
            row
            for row in table
            if row["Authority"] == name and row["Quotation"].strip() not in ("", "None")
        ]
        must(own, f"{name} is not in {path.name} with a quotation.")
        grade = grade_given(held.last_full(authority_named(name).urn), "help_and_protection")
        must(grade, f"No grade is known of {name}: this task needs another authority.")
        must(
            grade and grade in own[0]["Grade"].lower(),
            f"{name} was judged {grade}, and {path.name} has “{own[0]['Grade']}”.",
        )
        held.must_stand(own[0]["Quotation"].strip("“”"), held.of(name))
    return f"{path.name}: grade and exact quotation of {', '.join(names)}"


def _compare_only_on(visitor: Visitor, area: str) -> None:
    """Take away the other areas that the tab offers at first."""
    tokens = visitor.page.locator("#compare-choice .token")
    for name in [name for name in tokens.all_inner_texts() if name.strip() in _AT_FIRST - {area}]:
        token = tokens.filter(has_text=name.strip()).first
        visitor.click(token.locator(".token-remove"))


def _compare(visitor: Visitor) -> None:
    visitor.button("Compare")
    visitor.page.locator("#compare-status").get_by_text(" compared on ").wait_for()


def _matrix(visitor: Visitor) -> dict[str, str]:
    """What the table of one area shows: each authority's cell."""
    rows = visitor.page.locator("#compare-matrix tbody tr")
    return {
        row.locator("th").inner_text().strip(): row.locator("td").first.inner_text()
        for row in rows.all()
    }
