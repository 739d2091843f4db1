"""Om tallene: whether the numbers agree with the printed ones, what has changed, and what each means."""

from lib.figures.extract_list import extract_list
from lib.figures.extract_quality import differences, quality_report
from lib.figures.trust import (
    agreement,
    behind_the_agreement,
    definitions,
    extract_facts,
    published_tables,
    reconciliation,
)
from lib.metrics.frames import whole_view
from lib.ui.current_extract import extract_provider
from lib.ui.method import contents, method, no_earlier_extract, origin, part, reading, terms
from lib.ui.page_header import open_page, say
from lib.ui.show_figure import show
from lib.words import _

view = open_page(_("Can the numbers be trusted?"), whole_extract=True)
say(agreement(view.extract), behind_the_agreement(view.extract))
origin(view.extract)
contents()
everything = whole_view(view.extract)

part("stemmer-det")
for table in published_tables(view.extract):
    show(reconciliation(everything, table=table), folded=True)

part("hva-er-endret")
if view.before is None:
    no_earlier_extract()
else:
    show(differences(everything, before=view.before))
show(extract_list(everything, listed=extract_provider().listed()), folded=True)

part("kontrollene")
show(quality_report(everything))

part("ordliste")
terms()
show(definitions(everything), folded=True)

part("metode")
reading(view.extract)
method(view.extract)

part("fagfolk")
show(extract_facts(everything), folded=True)
