"""The extract: contract, reading, checking, publishing, and the municipality register."""
