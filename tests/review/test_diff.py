"""Two drafts of one document: what became of its figures and findings."""

import json
from dataclasses import replace
from decimal import Decimal

from tests.review.sample import CHAIR, DOCUMENT, MISTAKE, OTHER, QUESTION, REPORT, TEXT, VISITS, figure, reread
from tests.review.test_html import assert_self_contained

from tonghop.core.document import Document
from tonghop.core.figure import Role
from tonghop.core.finding import Report
from tonghop.review.diff import compare, to_dict
from tonghop.review.diff_views import render_html, render_text


def renumbered(document: Document) -> Document:
    """The same document whose figures have other ids, as every new reading gives them."""
    return replace(document, figures=tuple(f._replace(id=f"x{n}") for n, f in enumerate(document.figures)))


def changed(old: str, new: str, value: str) -> Document:
    """The sample with one figure printed differently."""
    text = TEXT.replace(old, new)
    others = tuple(f for f in DOCUMENT.figures if f.text != old)
    moved = [f._replace(start=text.index(f.text), end=text.index(f.text) + len(f.text)) for f in others]
    was = next(f for f in DOCUMENT.figures if f.text == old)
    now = figure(text, new, value, str(was.unit), was.role, subject=was.subject, indicator=was.indicator)
    ordered = tuple(sorted([*moved, now], key=lambda f: f.start))
    return renumbered(replace(DOCUMENT, source=replace(DOCUMENT.source, text=text), figures=ordered))


def test_a_draft_does_not_differ_from_itself():
    difference = compare(DOCUMENT, REPORT, renumbered(DOCUMENT), REPORT)
    assert difference.is_empty
    assert difference.unchanged == 10
    assert difference.remaining_findings == REPORT.findings


def test_a_corrected_figure_is_changed_and_its_finding_gone():
    new = changed("45 lượt người", "42 lượt người", "42")
    difference = compare(DOCUMENT, REPORT, new, Report(findings=(QUESTION,)))
    assert [(pair.old.text, pair.new.text) for pair in difference.changed] == [("45 lượt người", "42 lượt người")]
    assert not difference.appeared
    assert not difference.vanished
    assert difference.gone_findings == (MISTAKE,)
    assert difference.remaining_findings == (QUESTION,)


def test_a_figure_is_recognised_in_a_reworded_sentence():
    text = TEXT.replace("Đã tiếp 45", "Trong kỳ, Ủy ban nhân dân xã đã tiếp tổng số 45")
    difference = compare(DOCUMENT, REPORT, renumbered(reread(text)), REPORT)
    assert difference.is_empty


def test_paragraphs_that_only_moved_change_nothing():
    lines = TEXT.split("\n")
    at = next(n for n, line in enumerate(lines) if "45 lượt" in line)
    moved = "\n".join([lines[at], "", *lines[:at], *lines[at + 1 :]])
    named = replace(DOCUMENT, figures=tuple(f._replace(subject=f"nội dung {f.start}") for f in DOCUMENT.figures))
    figures = tuple(
        f._replace(id=f"x{f.id}", start=moved.index(f.text), end=moved.index(f.text) + len(f.text))
        for f in named.figures
    )
    new = replace(named, source=replace(named.source, text=moved),
                  figures=tuple(sorted(figures, key=lambda f: f.start)))  # fmt: skip
    assert compare(named, REPORT, new, REPORT).is_empty


def test_a_sentence_taken_out_takes_its_figures_along():
    text = TEXT.replace(", thu khác 4,9 tỷ đồng", "")
    kept = [f for f in DOCUMENT.figures if f.text != OTHER.text]
    figures = tuple(f._replace(start=text.index(f.text), end=text.index(f.text) + len(f.text)) for f in kept)
    new = renumbered(replace(DOCUMENT, source=replace(DOCUMENT.source, text=text), figures=figures))
    difference = compare(DOCUMENT, REPORT, new, REPORT)
    assert [f.text for f in difference.vanished] == [OTHER.text]
    assert [f.text for f in compare(new, REPORT, DOCUMENT, REPORT).appeared] == [OTHER.text]


def test_another_way_to_print_the_same_is_no_change():
    new = changed("30 lượt người", "ba mươi lượt người", str(CHAIR.value))
    assert compare(DOCUMENT, REPORT, new, REPORT).is_empty


def test_the_difference_reads_well_in_every_form():
    new = changed("45 lượt người", "42 lượt người", "42")
    difference = compare(DOCUMENT, REPORT, new, Report(findings=(QUESTION,)))
    shown = render_text(DOCUMENT, new, difference)
    assert "45 lượt người → 42 lượt người  (dòng 14: “Đã tiếp 42 lượt người, gồm" in shown
    assert "Phát hiện đã hết (1)" in shown
    assert MISTAKE.message in shown
    assert "9 số liệu giữ nguyên." in shown
    page = render_html(DOCUMENT, new, difference)
    assert_self_contained(page)
    assert "<del>45 lượt người</del>" in page
    plain = json.loads(json.dumps(to_dict(difference)))
    assert plain["figures"]["changed"][0]["new"]["value"] == "42"
    assert [finding["fingerprint"] for finding in plain["findings"]["gone"]] == ["visits"]


def test_no_change_is_said_so():
    difference = compare(DOCUMENT, REPORT, DOCUMENT, REPORT)
    assert "Không có số liệu hay phát hiện nào thay đổi." in render_text(DOCUMENT, DOCUMENT, difference)


def test_bounds_alone_are_a_change():
    figures = tuple(f._replace(high=Decimal(99)) if f.id == VISITS.id else f for f in DOCUMENT.figures)
    difference = compare(DOCUMENT, REPORT, replace(DOCUMENT, figures=figures), REPORT)
    assert [pair.new.role for pair in difference.changed] == [Role.COUNT]
