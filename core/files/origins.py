"""How the address of a host begins."""

from django.conf import settings


def web_origin(host: str) -> str:
    """`https://northwind.example`, with the port people see if it is not the usual one."""
    scheme = "https" if settings.HTTPS else "http"
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{scheme}://{host}{port}"
