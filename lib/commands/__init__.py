"""The commands of ``python -m lib``: each calls one function and says what came of it."""
