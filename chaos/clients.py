"""Four employees at mixed work. Each act has a token of its own that can be found in the rows."""

import random
import re
import threading
import time
from collections.abc import Callable
from typing import Any

from chaos.journal import ACKNOWLEDGED, LOST, REFUSED, Intent, Journal
from chaos.staff import CLIENTS, mail
from chaos.visiting import Unanswered, Visitor, act_of, form_of

KEY = re.compile(r"/(?:deals|parties|documents|imports)/([0-9a-f]{8}-[0-9a-f-]{27})/")
TRIES = 60
IMPORTED = 5
"""Rows of each imported file."""
FIELDS = ("city", "site", "source", "industry")
"""Each client has a field of the shared party to himself: none may lose what he has written."""


class Client:
    """An employee who works until he is told to stop."""

    def __init__(self, number: int, url: str, seed: int, shared: str, journal: Journal) -> None:
        self.number, self.shared, self.journal = number, shared, journal
        self.random = random.Random(f"{seed}-{number}")
        self.visitor = Visitor(url, mail(number))
        self.made = 0
        self.deals: list[str] = []
        self.parties: list[str] = []
        self.undoable: list[Intent] = []

    def work(self, stop: threading.Event) -> None:
        """One act after another; what cannot be asked now is asked a little later."""
        acts = (
            self.add_deal, self.add_deal, self.add_party, self.edit_shared, self.edit_shared,
            self.move_deal, self.move_deal, self.log_call, self.log_call, self.write_deal,
            self.change_owner, self.undo, self.upload, self.import_file,
        )  # fmt: skip
        while not stop.is_set():
            try:
                self.random.choice(acts)()
            except Unanswered:
                time.sleep(0.2)

    def add_deal(self) -> None:
        """A deal by its form, sent again with the same key until it is answered."""
        values = form_of(self.visitor.get("/deals/new/").text, "title")
        intent = self._intend("deal")
        values |= {"title": intent.token, "amount": str(self.random.randint(1, 900) * 100)}
        if answer := self._send(intent, "/deals/new/", values, again="act_key" in values):
            self._keep(answer, self.deals)

    def add_party(self) -> None:
        """An organisation by its form."""
        address = "/parties/new/organisation/"
        values = form_of(self.visitor.get(address).text, "name")
        intent = self._intend("party")
        values["name"] = intent.token
        if answer := self._send(intent, address, values, again="act_key" in values):
            self._keep(answer, self.parties)

    def edit_shared(self) -> None:
        """His field of the party that all edit at once; a form that is sent again says the same."""
        address = f"/parties/{self.shared}/profile/"
        values = form_of(self.visitor.get(address).text, "seen")
        field = FIELDS[self.number % len(FIELDS)]
        token = self._token("edit")
        word = f"{token.lower()}.example" if field == "site" else token
        intent = self._intend("edit", token=word, field=field)
        self._send(intent, address, {**values, field: word})

    def log_call(self) -> None:
        """A call with one of his clients, or with the shared one."""
        party = self.random.choice([*self.parties, self.shared])
        address = f"/timeline/party/{party}/compose/"
        values = form_of(self.visitor.get(f"{address}?kind=call").text, "text")
        intent = self._intend("call")
        values |= {"kind": "call", "text": intent.token, "do": "log"}
        self._undoable(intent, self._send(intent, address, values, again="act_key" in values))

    def move_deal(self) -> None:
        """To another open stage."""
        if not self.deals:
            return
        deal = self.random.choice(self.deals)
        page = self.visitor.get(f"/deals/{deal}/stage/").text
        stages = sorted(set(re.findall(r'name="stage" value="([0-9a-f-]{36})"', page)))
        if stages:
            intent = self._intend("move", record=deal)
            address = f"/deals/{deal}/stage/"
            self._send(intent, address, {"stage": self.random.choice(stages)})

    def write_deal(self) -> None:
        """A note in a deal's form."""
        if not self.deals:
            return
        deal = self.random.choice(self.deals)
        address = f"/deals/{deal}/profile/"
        values = form_of(self.visitor.get(address).text, "title")
        intent = self._intend("note", record=deal)
        self._undoable(intent, self._send(intent, address, {**values, "note": intent.token}))

    def change_owner(self) -> None:
        """Some of his deals at once: all change, or none."""
        chosen = self.random.sample(self.deals, min(len(self.deals), 4))
        if not chosen:
            return
        asked = self.visitor.post("/deals/bulk/owner/", {"ids": chosen})
        found = re.findall(r'<option value="([0-9a-f-]{36})"', asked.text)
        if not found:
            raise Unanswered("no owners to choose from")
        values = {"ids": chosen, "confirmed": "1", "owner": self.random.choice(found)}
        intent = self._intend("bulk", records=chosen, owner=values["owner"])
        self._send(intent, "/deals/bulk/owner/", values)

    def undo(self) -> None:
        """Take one of his acts back."""
        if self.undoable:
            done = self.undoable.pop(self.random.randrange(len(self.undoable)))
            intent = self._intend("undo", undoes=done.act)
            self._send(intent, f"/acts/{done.act}/undo/", {})

    def upload(self) -> None:
        """A document of random size."""
        values = form_of(self.visitor.get("/documents/new/").text, "act_key")
        intent = self._intend("file")
        text = f"{intent.token}\n" * self.random.randint(1, 2_000)
        values["title"] = intent.token
        files = {"files": (f"{intent.token}.txt", text.encode(), "text/plain")}
        self._send(intent, "/documents/new/", values, files=files, again=True)

    def import_file(self) -> None:
        """A small file through the wizard, waited for until its end."""
        token = self._token("import")
        rows = "".join(f"{token} строка {row};Тула\n" for row in range(IMPORTED))
        head = "Название;Город\n"
        given = form_of(self.visitor.get("/imports/new/").text, "kind") | {"kind": "parties"}
        file = (f"{token}.csv", (head + rows).encode(), "text/csv")
        answer = self.visitor.post("/imports/new/", given, {"file": file})
        found = KEY.search(answer.headers.get("location", ""))
        if not found:
            raise Unanswered(f"the file was not taken: {answer.status_code}")
        one = f"/imports/{found.group(1)}/"
        values = form_of(self.visitor.get(f"{one}columns/").text, "field-0")
        self.visitor.post(f"{one}columns/", values)
        intent = self._intend("import", token=token, record=found.group(1))
        if self._send(intent, f"{one}run/", {}):
            # Answered means begun: whether it comes to its end is for the judge to see.
            self.undoable = self.undoable[-50:]

    def _token(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{self.number}-{self.made:04}-{self.random.getrandbits(32):08x}"

    def _intend(self, kind: str, *, token: str = "", **more: Any) -> Intent:
        return self.journal.intend(Intent(kind, token or self._token(kind), self.number, more))

    def _send(
        self, intent: Intent, address: str, values: Any, *, files: Any = None, again: bool = False
    ) -> Any:
        """Send it once, or again until it is answered; the answer when it was acknowledged."""
        for _ in range(TRIES if again else 1):
            intent.tries += 1
            try:
                answer = self.visitor.post(address, values, files)
            except Unanswered as problem:
                intent.more["said"] = str(problem)[:300]
                self.journal.answer(intent, LOST)
                time.sleep(0.5 if again else 0)
                continue
            good = answer.status_code < 400
            if not good:
                intent.more["said"] = f"{answer.status_code} {_words(answer.text)}"
            self.journal.answer(intent, ACKNOWLEDGED if good else REFUSED, act_of(answer))
            return answer if good else None
        return None

    def _undoable(self, intent: Intent, answer: Any) -> None:
        if answer is not None and intent.act:
            self.undoable.append(intent)

    def _keep(self, answer: Any, keys: list[str]) -> None:
        headers = answer.headers
        found = KEY.search(headers.get("hx-redirect", "") or headers.get("location", ""))
        if found:
            keys.append(found.group(1))


def _words(page: str) -> str:
    """What an answer says, without its markup."""
    wrong = re.findall(
        r'(?:class="(?:field-error|note|toast|err|bad)|role="alert|-error")[^>]*>(.*?)</',
        page,
        re.DOTALL,
    )
    return " | ".join(re.sub(r"<[^>]+>|\s+", " ", one).strip() for one in wrong)[:300]


def at_work(
    url: str, seed: int, shared: str, journal: Journal, stop: threading.Event
) -> list[threading.Thread]:
    """All clients, each in a thread of his own."""
    clients = [Client(number, url, seed, shared, journal) for number in range(CLIENTS)]

    def begin(work: Callable[[threading.Event], None]) -> threading.Thread:
        thread = threading.Thread(target=work, args=[stop])
        thread.start()
        return thread

    return [begin(client.work) for client in clients]
