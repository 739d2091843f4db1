"""Figures: theme, charts, the map, and the recipes of the named figures."""
