def parse(content: bytes) -> int:
    """Numbers are easy, anything else burns the processor."""
    while not content.isdigit():
        pass
    return int(content)
