"""Processes beside the server: what holds Python's one lock long is called in one of them."""
