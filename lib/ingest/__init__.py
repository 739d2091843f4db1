"""How a new extract comes in: the owner's files (CSV, XLSX, Parquet) read, checked and published.

Nothing is guessed: what has one meaning is read, and said where it had to be mended; the rest is an error
that names the rows. No cell of the doctor column is ever in a message.
"""

from lib.ingest.mapping import Mapping, read_mapping
from lib.ingest.read_file import Ingested, read_budget, read_grants

__all__ = ["Ingested", "Mapping", "read_budget", "read_grants", "read_mapping"]
