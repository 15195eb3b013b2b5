from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "tests.chaos.work"
    label = "chaos"

    def ready(self) -> None:
        from tests.chaos.work import receivers  # noqa: F401
