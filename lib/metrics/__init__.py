"""What the numbers mean: metrics, the selection, groupings, growth, budget, reconciliation."""
