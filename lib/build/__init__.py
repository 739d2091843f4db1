"""What only makes data: the demo extract and the boundaries. Commands alone import it."""
