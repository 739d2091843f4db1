"""How a letter leaves: one page of PDF or Word."""
