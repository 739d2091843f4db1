"""What the rows are: contract, reading, checking, publishing, the municipality register."""
