"""A board for the bench: everybody may watch it, its data is whatever is published."""
