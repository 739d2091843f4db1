"""How a figure leaves: table files and pictures."""
