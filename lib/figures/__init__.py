"""What is shown: theme, generic charts, the map, and the named figures."""
