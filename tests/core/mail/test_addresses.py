import pytest

from core.mail.addresses import address_key, is_address, named, one_line


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("A@x.test", "a@X.test", True),
        ("a+1@x.test", "a@x.test", False),
        ("Žofie@x.test", "z\u030cofie@x.test", True),
        ("a@žluť.test", "a@xn--lu-yta1h.test", True),
        ("a@x.test.", "a@x.test", True),
        ("STRASSE@x.test", "straße@x.test", True),
    ],
)
def test_two_addresses_are_one_person_by_one_written_rule(mine, theirs, same):
    """A29"""
    assert (address_key(mine) == address_key(theirs)) is same


@pytest.mark.parametrize("address", ["a@b", "a.b+c@x-y.test", "ž@x.test", "o'neil@x.test"])
def test_an_address_is_one(address):
    assert is_address(address)


@pytest.mark.parametrize("text", ["a", "@b", "a@", "a@b@c", "a@.b", "a@b.", "a@b\n", 'a"@b', "a@" + "b" * 300])
def test_anything_else_is_none(text):
    assert not is_address(text)


def test_a_name_is_quoted_or_encoded_and_never_ends_the_header():
    assert named("Doe, Eva", "e@x.test") == '"Doe, Eva" <e@x.test>'
    assert named("", "e@x.test") == "e@x.test"
    assert named("Eva\r\nBcc: v@x.test", "e@x.test") == '"Eva Bcc: v@x.test" <e@x.test>'
    assert "=?utf-8?" in named("Žofie", "e@x.test")


def test_a_line_stays_one_line():
    assert one_line(" a\r\n\tb\x00c\u2028d ") == "a b c d"
