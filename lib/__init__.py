"""ALIS-innsikt: from published extracts of grants to figures that leadership can trust."""
