"""Who works in the office and who reads what it publishes, for locust: 50 officers entering figures, 200 visitors.

`BENCH_OFFICERS` is a list of a name, the address of a form and the number of its lines for each officer;
`BENCH_PASSWORD` the password of them all; `BENCH_PUBLIC` the addresses that visitors read. Everybody comes from an
address of his own, as a proxy tells it.
"""

import json
import os
import re
from html import unescape
from itertools import count
from typing import Any

from locust import FastHttpUser, between, task

from bench._people import OFFICERS, READING, STYLE, TYPING, VISITORS

_officers = iter(json.loads(os.environ["BENCH_OFFICERS"]))
_public: list[str] = json.loads(os.environ["BENCH_PUBLIC"])
_numbers = count(1)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_SEEN = re.compile(r'"seen": "(\d*)"')


class Person(FastHttpUser):
    """Somebody with a browser."""

    abstract = True

    def on_start(self) -> None:
        """Open the browser, which has nothing of ours yet."""
        number = next(_numbers)
        self.headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250}", "Accept-Encoding": "gzip"}
        for name in STYLE:
            self.read(f"/tinh/web/{name}", "style and script")

    def read(self, address: str, name: str) -> str:
        """The page at an address."""
        return str(self.client.get(address, name=name, headers=self.headers).text)

    def send(self, address: str, name: str, sent: dict[str, str]) -> Any:
        """What is answered to a form."""
        return self.client.post(address, sent, name=name, headers=self.headers)


class Officer(Person):
    """Signs in, opens a form, and enters one figure after the other, each checked at once."""

    fixed_count = OFFICERS
    wait_time = between(*TYPING)

    def on_start(self) -> None:
        """Sign in and open the form."""
        super().on_start()
        name, self.form, self.lines = next(_officers)
        token = _TOKEN.search(self.read("/dang-nhap", "sign-in page"))
        sent = {"csrfmiddlewaretoken": token[1] if token else "", "username": name}
        self.send("/dang-nhap", "sign in", sent | {"password": os.environ["BENCH_PASSWORD"]})
        self.entered = 0
        self.open()

    def open(self) -> None:
        """Open the form, as it now stands."""
        text = unescape(self.read(self.form, "form"))
        token = _TOKEN.search(text)
        self.headers["X-CSRFToken"] = token[1] if token else ""
        self.seen = _SEEN.findall(text)

    @task
    def enter(self) -> None:
        """One figure, then the findings; after the last line the form is opened again."""
        line, number = self.entered % self.lines, self.entered + 1
        sent = {"line": str(line), "value": str(number), "seen": self.seen[line]}
        with self.client.post(
            f"{self.form}/o", sent, name="figure", headers=self.headers, catch_response=True
        ) as answer:
            now = _SEEN.search(unescape(answer.text or ""))
            if now is None or 'role="alert"' in answer.text:
                answer.failure("not entered")
            else:
                self.seen[line] = now[1]
        self.read(f"{self.form}/phat-hien", "findings")
        self.entered = number
        if number % self.lines == 0:
            self.open()


class Visitor(Person):
    """Reads what is published, one page after the other."""

    fixed_count = VISITORS
    wait_time = between(*READING)

    @task
    def look(self) -> None:
        """The next page."""
        address = _public[next(_numbers) % len(_public)]
        self.read(address, "public file" if address.endswith(("csv", "json", "xlsx")) else "public page")
