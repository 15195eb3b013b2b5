import re

from core.embedded.compose import ROOT
from core.embedded.processes import PRODUCTION

CADDYFILE = ROOT / "config" / "container" / "Caddyfile"


def test_a55_a61_no_server_writes_the_addresses_of_requests() -> None:
    """Survey and file links carry their secret in the path."""
    servers = {process.name: process for process in PRODUCTION if process.argv[0] in {"granian", "uvicorn"}}

    assert set(servers) == {"http", "web"}
    assert [name for name, process in servers.items() if "--no-access-log" not in process.argv] == []


def test_a55_a61_the_proxy_writes_no_access_log_and_no_address_of_a_request_that_failed() -> None:
    options, _, sites = CADDYFILE.read_text().partition("\nhttps:// {")

    assert not re.search(r"^\s*log\b", sites, re.MULTILINE)  # in a site, `log` is an access log
    assert "request>uri delete" in options
    assert "request>headers>Referer delete" in options
