"""The font of every chart, shipped so that a picture looks the same on every machine.

Source Sans Pro by Adobe, unmodified, regular and semibold; licence in OFL.txt (SIL Open Font License 1.1).
It has the letters of Norwegian and the Sámi languages, the real minus and the en dash.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
OF_SLIDES = Path(__file__).parents[2] / "export" / "fonts"  # Liberation Sans, in place of a slide's Arial

# In the browser, "Source Sans" is the font Streamlit brings. The list ends with a generic family because
# vl-convert drops all text, without a word, when no family in it is found.
FAMILY = "Source Sans Pro, Source Sans, sans-serif"
BOLD = 600  # semibold, the heavier of the two weights
