"""Om tallene: what each number means, which extract it comes from, and which printed table it agrees with."""

from lib.figures.trust import agreement, definitions, extract_facts, published_tables, reconciliation
from lib.ui.method import method
from lib.ui.page import answer, opened, section
from lib.ui.show import show
from lib.words import _

view = opened(_("Can the numbers be trusted?"), also_empty=True)
answer(agreement(view.extract))

show(extract_facts(view.extract))

section(_("Published and computed"))
for table in published_tables(view.extract):
    show(reconciliation(view.extract, table=table))

section(_("Definitions"))
show(definitions(view.extract))

section(_("Method and limits"))
method(view.extract)
