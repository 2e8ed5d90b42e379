"""As many people as in `_load.py`, at the same pace, who all read one page that is a constant."""

from locust import FastHttpUser, between, task

from bench._people import OFFICERS, READING, STYLE, TYPING, VISITORS


class Person(FastHttpUser):
    """Somebody with a browser."""

    abstract = True

    def on_start(self) -> None:
        """As often as a browser asks for style and script."""
        for _ in STYLE:
            self.client.get("/", name="bare page")


class Typist(Person):
    """As often as an officer: twice for each figure."""

    fixed_count = OFFICERS
    wait_time = between(*TYPING)

    @task
    def read(self) -> None:
        """Two pages."""
        for _ in range(2):
            self.client.get("/", name="bare page")


class Reader(Person):
    """As often as a visitor."""

    fixed_count = VISITORS
    wait_time = between(*READING)

    @task
    def read(self) -> None:
        """A page."""
        self.client.get("/", name="bare page")
