"""What a file is, told by its first bytes. What people call it is a label and decides nothing that could run."""

import re

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),  # after RIFF and a length
    (8, b"WAVE", "audio/wav"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
OFFICE = "application/vnd.openxmlformats-officedocument."
BY_NAME: dict[str, dict[str, str]] = {  # of a container, the name may say what it contains
    "application/zip": {
        "docx": f"{OFFICE}wordprocessingml.document",
        "xlsx": f"{OFFICE}spreadsheetml.sheet",
        "pptx": f"{OFFICE}presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odp": "application/vnd.oasis.opendocument.presentation",
    },
    "application/x-ole-storage": {
        "doc": "application/msword",
        "xls": "application/vnd.ms-excel",
        "ppt": "application/vnd.ms-powerpoint",
        "msg": "application/vnd.ms-outlook",
    },
    "text/plain": {"csv": "text/csv"},
}
MARKUP = re.compile(rb"<\s*[a-z!?/]", re.IGNORECASE)


def kind_of(head: bytes, *, name: str = "") -> str:
    """The content type by the first bytes of a file.

    Nothing a browser would run has a type of its own here: HTML, SVG, XML and scripts are plain bytes.
    """
    found = next((kind for at, magic, kind in MAGIC if head[at : at + len(magic)] == magic), None)
    if found is None:
        found = "text/plain" if _is_plain_text(head) else UNKNOWN
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return BY_NAME.get(found, {}).get(ending, found)


def _is_plain_text(head: bytes) -> bool:
    if not head or MARKUP.search(head) or any(byte < 9 or 13 < byte < 32 for byte in head):  # noqa: PLR2004 — controls
        return False
    try:
        head[: HEAD_BYTES - 4].decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # only the last letter is cut in two
    return True
