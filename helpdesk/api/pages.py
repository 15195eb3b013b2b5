from core.api.pagination import KeysetPagination


class FirstDueFirst(KeysetPagination):
    """Running first-response clocks by when they are due, then the newest word first."""

    ordering = ("position", "pk")


class NewestSolvedFirst(KeysetPagination):
    ordering = ("-solved_at", "-pk")
