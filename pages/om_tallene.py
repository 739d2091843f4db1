"""Om tallene: what each number means, which extract it comes from, and which printed table it agrees with."""

from lib.figures.extract_list import extract_list
from lib.figures.extract_quality import differences, quality_report
from lib.figures.trust import agreement, definitions, extract_facts, published_tables, reconciliation
from lib.metrics.frames import whole_view
from lib.ui.current_extract import extract_provider
from lib.ui.method import method, reading
from lib.ui.page_header import open_page, say, section
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Can the numbers be trusted?"), whole_extract=True)
say(agreement(view.extract))
everything = whole_view(view.extract)

show(extract_facts(everything))
show(quality_report(everything))
if view.before is not None:
    show(differences(everything, before=view.before))
show(extract_list(everything, listed=extract_provider().listed()), folded=True)

section(_("How the numbers are read"))
reading(view.extract)

section(_("Published and computed"))
for table in published_tables(view.extract):
    show(reconciliation(everything, table=table))

section(_("Definitions"))
show(definitions(everything))

section(_("Method and limits"))
method(view.extract)
