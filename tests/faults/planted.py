"""The faults: what is changed, where, and the cheapest tests that should notice.

Each is a slip that somebody could make and a reader would believe: the page still comes, and says something
false. When code moves, mend ``before`` so that it occurs once again; ``tests/faults/test_faults.py`` names
those that do not.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One change of one file. ``tests`` are files, or tests as ``file::name``: any of them may catch it."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    def places(self, root: Path) -> int:
        """How often the text before occurs in its file; 0 where there is no such file."""
        path = root / self.file
        return path.read_text(encoding="utf-8").count(self.before) if path.is_file() else 0

    def planted(self, text: str) -> str:
        """The file's text with the fault in it."""
        return text.replace(self.before, self.after)


FAULTS = (
    # The words and numbers.
    Fault(
        "halves are rounded to even",
        "lib/words/numbers.py",
        "quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)",
        'quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_EVEN")',
        ("tests/words/test_numbers.py::test_rounding_is_half_up",),
    ),
    Fault(
        "the language is left out of a cache",
        "lib/words/catalogue.py",
        "return caches[_LANGUAGE.get()](*arguments, **named)",
        "return caches[LANGUAGE](*arguments, **named)",
        ("tests/words/test_numbers.py::test_what_is_remembered_in_one_language_is_not_said_in_another",),
    ),
    # What the rows are.
    Fault(
        "a checksum is not verified",
        "lib/extract/files.py",
        "if hashlib.sha256(content).hexdigest() != entry.sha256:",
        "if not entry.sha256:",
        ("tests/extract/test_read.py::test_every_flipped_bit_is_found_by_the_checksum",),
    ),
    Fault(
        "CURRENT is swapped before the files",
        "lib/extract/publish.py",
        """    store.put(path, {**contents, MANIFEST: json_bytes(manifest)}, verify)
    try:
        put_in_use(store, extract_id, used)
""",
        """    put_in_use(store, extract_id, used)
    try:
        store.put(path, {**contents, MANIFEST: json_bytes(manifest)}, verify)
""",
        ("tests/extract/test_publish.py",),
    ),
    Fault(
        "an address shows its secret",
        "lib/extract/place.py",
        'rest = rest.partition("?")[0]',
        'rest = rest.rstrip("?")',
        ("tests/extract/test_objects.py::test_an_address_that_cannot_be_used_is_told_without_its_secrets",),
    ),
    Fault(
        "an identity number comes into the rows",
        "lib/ingest/parse_ids.py",
        "pa.array(is_name | is_identity | is_hidden)",
        "pa.array(is_name | is_hidden)",
        ("tests/ingest/test_everything_at_once.py",),
    ),
    Fault(
        "a finding quotes what may be a person",
        "lib/extract/findings.py",
        "and known is not None and not _is_impersonal(text, known):",
        "and known is not None and not text.isprintable():",
        ("tests/extract/test_contract.py::test_what_may_be_a_persons_is_not_quoted_from_any_column",),
    ),
    # What the numbers mean.
    Fault(
        "a dismissed application is a grant",
        "lib/metrics/frames.py",
        'return _placed(extract, scope, ~nw.col("decision").is_in(NOT_COUNTED))',
        'return _placed(extract, scope, nw.col("decision") != "rejected")',
        ("tests/metrics/test_counted_by_hand.py",),
    ),
    Fault(
        "a rate is divided by the wrong number",
        "lib/metrics/ratios.py",
        'of=("applied_nok", "doctors"),',
        'of=("applied_nok", "grants"),',
        ("tests/metrics/test_counted_by_hand.py",),
    ),
    Fault(
        "nothing decided is nothing granted",
        "lib/metrics/compute.py",
        """        if not known:
            return Missing(reason)
""",
        """        if not known:
            return 0
""",
        ("tests/metrics/test_counted_by_hand.py",),
    ),
    Fault(
        "a part of a sum passes for the whole",
        "lib/metrics/compute.py",
        "if a_year_is_partial or known < known_from_share() * rows:",
        "if a_year_is_partial:",
        ("tests/figures/test_partial.py",),
    ),
    Fault(
        "growth is per cent of the new year",
        "lib/metrics/value.py",
        "ratio(changed, number(before), 100)",
        "ratio(changed, number(now), 100)",
        ("tests/metrics/test_change.py",),
    ),
    Fault(
        "a change of type drops the filters",
        "lib/metrics/growth.py",
        "frames.grants(view.extract, Scope(view.selection.borders)).filter(view.selection.condition())",
        "frames.grants(view.extract, Scope(view.selection.borders)).filter(\n"
        '        nw.col("year").is_in(list(view.selection.years))\n    )',
        ("tests/metrics/test_growth.py",),
    ),
    Fault(
        "the selection is left out of what is kept",
        "lib/metrics/status.py",
        "status = _status(view.extract, view.selection.in_years(year))",
        "status = _status(view.extract, Selection((year,)))",
        ("tests/truth/test_not_decided.py::test_the_status_of_a_year_is_that_of_what_is_chosen",),
    ),
    Fault(
        "borders are those of the first year",
        "lib/metrics/selection.py",
        "vintage_of(max(self.years, default=min(BORDERS)))",
        "vintage_of(min(self.years, default=min(BORDERS)))",
        ("tests/metrics/test_borders.py::test_borders_that_are_not_chosen_are_those_of_the_latest_year",),
    ),
    Fault(
        "a year that is not there is 0",
        "lib/metrics/reconciliation.py",
        "return Missing(Reason.YEAR_ABSENT, absent)",
        "return 0",
        ("tests/metrics/test_reconcile.py",),
    ),
    # What is shown.
    Fault(
        "the whole is the sum of unique doctors",
        "lib/figures/table_parts.py",
        "    whole = total(view, *metrics)\n",
        "    whole = total(view, *metrics)\n"
        '    if "doctors" in metrics:\n'
        '        whole = {**whole, "doctors": sum(number(row["doctors"]) or 0 for row in groups)}\n',
        ("tests/figures/test_build.py",),
    ),
    Fault(
        "agreements are drawn as guidance",
        "lib/figures/class_figures.py",
        '"doctors": ("doctors_alis", "doctors_guidance"),',
        '"doctors": ("doctors_guidance", "doctors_alis"),',
        ("tests/figures/test_by_class.py",),
    ),
    Fault(
        "a column of kroner does not say so",
        "lib/figures/table_parts.py",
        'if metric.kind == "nok":',
        'if metric.id == "nok":',
        ("tests/figures/test_build.py",),
    ),
    Fault(
        "a place among equals is not shared",
        "lib/figures/comparisons.py",
        "Rank(1 + sum(other > value for other in known)",
        "Rank(1 + sum(other > value for other in set(known))",
        ("tests/metrics/test_value.py",),
    ),
    Fault(
        "an alternative text is without the change",
        "lib/figures/growth_figures.py",
        '_GROWN = ("last_year", "this_year", "net", "net_pct")',
        '_GROWN = ("last_year", "this_year")',
        (
            "tests/truth/test_found_elsewhere.py::test_an_alternative_text_has_the_numbers_that_are_written_in_the_chart",
        ),
    ),
    Fault(
        "granted of the budget is paid of it",
        "lib/figures/headline.py",
        '_Step("granted_utilisation_pct", "granted_per_month_nok")',
        '_Step("paid_utilisation_pct", "granted_per_month_nok")',
        ("tests/figures/test_headline.py::test_the_use_of_the_budget_is_of_the_furthest_step_that_is_known",),
    ),
    Fault(
        "months are left out of a comparison",
        "lib/figures/headline.py",
        "pct = change_pct(now[monthly], before[monthly]) if monthly else NO_BASE",
        "pct = change_pct(value, last) if monthly else NO_BASE",
        ("tests/figures/test_headline.py::test_the_six_key_figures_of_2023_with_the_year_before",),
    ),
    Fault(
        "a key figure changes in English",
        "lib/figures/headline.py",
        'form = _("{change} from {before} in {year}")',
        'form = "{change} from {before} in {year}"',
        ("tests/figures/test_headline.py::test_the_six_key_figures_of_2023_with_the_year_before",),
    ),
    Fault(
        "the amount announced passes for a budget",
        "lib/figures/table_notes.py",
        "*_announced(view, table, years), *_turned_down(view, keys, years))",
        "*(), *_turned_down(view, keys, years))",
        ("tests/figures/test_history.py",),
    ),
    Fault(
        "made-up rows are not called so",
        "lib/figures/captions.py",
        'return " ".join(filter(None, [line, synthetic_words(extract), inhabitants]))',
        'return " ".join(filter(None, [line, inhabitants]))',
        ("tests/figures/test_trust.py",),
    ),
    Fault(
        "a map has the latest borders always",
        "lib/figures/year_maps.py",
        "return follow_borders(view, vintage_of(view.selection.year))",
        "return follow_borders(view, view.selection.borders)",
        (
            "tests/metrics/test_borders.py::test_as_published_every_year_is_drawn_in_its_own_borders_with_places_followed",
        ),
    ),
    Fault(
        "colours are swapped in the dark",
        "lib/figures/theme.py",
        '"alis": "#4FB3D1",\n        "guidance": "#D99A1B",',
        '"alis": "#D99A1B",\n        "guidance": "#4FB3D1",',
        ("tests/figures/test_theme.py::test_a_role_has_the_same_hue_in_both_themes",),
    ),
    # How it leaves.
    Fault(
        "headings of a CSV are one column off",
        "lib/export/csv.py",
        "writer.writerow(_text(_header(column)) for column in columns)",
        "writer.writerow(_text(_header(column)) for column in (*columns[1:], columns[0]))",
        ("tests/export/test_csv.py",),
    ),
    Fault(
        "a series of a workbook has no name",
        "lib/export/sheet_chart.py",
        "write_text(sheet, top, place, series.name, right)",
        'write_text(sheet, top, place, "", right)',
        (
            "tests/export/test_workbook.py::test_the_numbers_under_a_chart_are_named_and_what_is_unknown_is_an_empty_cell",
        ),
    ),
    Fault(
        "a missing value is drawn as 0",
        "lib/export/sheet_chart.py",
        """            if value is not None:
                sheet.write_number(row, place, in_cell(value, drawing.kind), number)
""",
        """            sheet.write_number(row, place, in_cell(value or 0, drawing.kind), number)
""",
        (
            "tests/export/test_workbook.py::test_the_numbers_under_a_chart_are_named_and_what_is_unknown_is_an_empty_cell",
        ),
    ),
    Fault(
        "a slide has lost its source",
        "lib/export/shown.py",
        'return " ".join([figure.source, *(note for note in figure.notes if _is_source(note))])',
        'return " ".join(note for note in figure.notes if _is_source(note))',
        (
            "tests/export/test_presentation.py::test_the_ready_choice_is_a_meeting_long_and_begins_with_the_key_figures",
        ),
    ),
    Fault(
        "a deck renews over its owner's text",
        "lib/export/slides/text.py",
        "ours = [paragraph for paragraph in paragraphs if line_hash(paragraph.text) in tag.marks]",
        "ours = paragraphs if tag.marks else []",
        ("tests/export/slides/test_update.py::test_what_its_owner_did_stays",),
    ),
    Fault(
        "a note on a page is read as HTML",
        "lib/export/webpage.py",
        'lines = "".join(f"<p>{escape(note)}</p>" for note in figure.notes)',
        'lines = "".join(f"<p>{note}</p>" for note in figure.notes)',
        ("tests/export/test_payloads.py::test_a_page_holds_them_as_text",),
    ),
    Fault(
        "a drawing may fetch any address",
        "lib/export/picture.py",
        "vl_version=VEGA_LITE, allowed_base_urls=[])",
        "vl_version=VEGA_LITE)",
        ("tests/export/test_picture.py::test_a_drawing_asks_no_address",),
    ),
    Fault(
        "a file made apart has lost its language",
        "lib/worker/main.py",
        "with use_language(language):",
        'with use_language("nb"):',
        ("tests/export/test_apart.py::test_the_language_goes_along",),
    ),
    # How it is browsed, how it comes in, and how it is made up.
    Fault(
        "a filter is not written to the link",
        "lib/ui/address.py",
        "        for name, codes in chosen.items()\n        if codes\n",
        '        for name, codes in chosen.items()\n        if codes and name != "storrelse"\n',
        ("tests/pages/test_links.py::test_every_choice_of_every_filter_stands_in_the_address_as_it_is_read",),
    ),
    Fault(
        "the last good extract is shown as the newest",
        "lib/ui/current_extract.py",
        "return CurrentExtract(self._shown, error)",
        "return CurrentExtract(self._shown)",
        (
            "tests/pages/test_news.py::test_a_new_extract_that_cannot_be_read_leaves_the_last_good_one_with_a_banner",
        ),
    ),
    Fault(
        "warnings wait for nobody",
        "lib/commands/publish.py",
        "if report.warnings and not accepted:",
        "if report.errors and not accepted:",
        ("tests/ingest/test_publish_command.py::test_a_warning_waits_for_somebodys_word",),
    ),
    Fault(
        "the smallest remainder gets the rest",
        "lib/build/demo/rounding.py",
        "key=lambda i: (-(rest * weights[i] % whole if whole else 0), i)",
        "key=lambda i: (rest * weights[i] % whole if whole else 0, i)",
        ("tests/demo/test_rounding.py",),
    ),
)
