"""The first words of a message, for a list."""

PREVIEW_LENGTH = 200


def preview(text: str) -> str:
    """One line of at most 200 characters; cut lines end in an ellipsis."""
    line = " ".join(text[: 4 * PREVIEW_LENGTH].split())
    return line if len(line) <= PREVIEW_LENGTH else line[: PREVIEW_LENGTH - 1].rstrip() + "…"
