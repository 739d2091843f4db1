"""The pages, one short file each: which figures, in which order."""
