"""The meaning of the numbers: metrics, selection, groupings, growth, budget, reconciliation."""
