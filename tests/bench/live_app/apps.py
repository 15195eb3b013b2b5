from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tests.bench.live_app"
    label = "bench"

    def ready(self) -> None:
        from core.live.boards import Board

        class BenchBoard(Board):
            kind = "bench"

            def may_watch(self, membership):
                return True
