"""A client as a browser without scripts: it reads forms, fills them in, and sends them."""

import re
from html.parser import HTMLParser
from typing import Any

import httpx

from chaos.staff import PASSWORD

ACT = re.compile(r"/acts/([0-9a-f-]{36})/undo/")
TIMEOUT_SECONDS = 20


class Unanswered(Exception):
    """No answer that says what became of the act."""


class Visitor:
    """A signed-in employee."""

    def __init__(self, url: str, mail: str) -> None:
        self.url, self.mail = url, mail
        self.http = httpx.Client(base_url=url, timeout=TIMEOUT_SECONDS, trust_env=False)

    def get(self, address: str) -> httpx.Response:
        """A page; signs in (again) where that is asked."""
        answer = self._ask("GET", address)
        if answer.status_code in (301, 302) and "/accounts/login" in answer.headers["location"]:
            self.sign_in()
            answer = self._ask("GET", address)
        if answer.status_code != 200:
            raise Unanswered(f"{address}: {answer.status_code}")
        return answer

    def sign_in(self) -> None:
        """As people do."""
        page = self._ask("GET", "/accounts/login/")
        values = form_of(page.text, "login")
        values |= {"login": self.mail, "password": PASSWORD}
        answer = self._ask("POST", "/accounts/login/", data=values)
        if answer.status_code != 302:
            raise Unanswered(f"sign-in: {answer.status_code}")

    def post(self, address: str, values: dict[str, Any], files: Any = None) -> httpx.Response:
        """Send a form as htmx does. An answer of 5xx or none at all says nothing of the act."""
        headers = {
            "X-CSRFToken": self.http.cookies.get("csrftoken", ""),
            "HX-Request": "true",
            "Referer": self.url + "/",
        }
        answer = self._ask("POST", address, data=values, files=files, headers=headers)
        if answer.status_code >= 500 or answer.status_code == 403:
            raise Unanswered(f"{address}: {answer.status_code}")
        return answer

    def _ask(self, method: str, address: str, **more: Any) -> httpx.Response:
        try:
            return self.http.request(method, address, **more)
        except httpx.HTTPError as problem:
            raise Unanswered(repr(problem)) from problem


def act_of(answer: httpx.Response) -> str:
    """The act that an answer offers to undo: in its toast or in its headers."""
    found = ACT.search(answer.text) or ACT.search(" ".join(answer.headers.values()))
    return found.group(1) if found else ""


def form_of(page: str, having: str) -> dict[str, Any]:
    """The values of the form that has a field of this name, as they stand on the page."""
    reader = _Forms()
    reader.feed(page)
    found = next((form for form in reader.forms if having in form), None)
    if found is None:
        raise Unanswered(f"no form with {having}")
    return found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.select = self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        name = known.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "option" and self.select:
            if "selected" in known or self.select not in self.forms[-1]:
                self.forms[-1][self.select] = known.get("value", "")
        elif tag == "select":
            self.select = name
        elif tag == "textarea":
            self.text = name
            self._add(name, "")
        elif tag == "input" and name:
            self._input(name, known)

    def _input(self, name: str, known: dict[str, str]) -> None:
        sort = known.get("type", "text")
        if sort in ("checkbox", "radio") and "checked" not in known:
            return
        if sort not in ("file", "submit", "button"):
            self._add(name, known.get("value", "on" if sort == "checkbox" else ""))

    def _add(self, name: str, value: str) -> None:
        before = self.forms[-1].get(name)
        if before is None:
            self.forms[-1][name] = value
        else:
            self.forms[-1][name] = [*(before if isinstance(before, list) else [before]), value]

    def handle_data(self, data: str) -> None:
        if self.text:
            self.forms[-1][self.text] += data.lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.text = ""
