"""How messages go out over HTTP: to the address that was looked at, in time, and never further."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

import certifi
import httpx
from django.conf import settings

from orbita.api.webhooks import rules
from orbita.api.webhooks.addresses import AddressRefused, Resolve, look_up, system_resolve
from orbita.api.webhooks.signing import headers

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
MOST_READ = 64 * 1024
KEPT_CHARACTERS = 1000
AGENT = "Orbita-Webhooks/1"


@dataclass(frozen=True)
class Letter:
    """A message on its way: its row, the id that the receiver sees, the bytes."""

    pk: int
    message_id: str
    body: bytes


@dataclass(frozen=True)
class Outcome:
    """How a try has ended. Without a status there was no answer, and `fault` says why."""

    pk: int
    at: datetime
    milliseconds: int
    status: int | None = None
    fault: str = ""
    answer: str = ""
    retry_after: timedelta | None = None

    @property
    def is_good(self) -> bool:
        """Whether the receiver has taken the message."""
        return rules.is_good(self.status)


@dataclass(frozen=True)
class Post:
    """How to reach the world. Tests give a resolver and trust of their own."""

    private: bool = False
    resolve: Resolve = system_resolve
    trust: ssl.SSLContext | None = None
    total_seconds: float = TOTAL_SECONDS


def usual_post() -> Post:
    """How this installation sends."""
    return Post(private=settings.ORBITA_WEBHOOK_PRIVATE)


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that the machine trusts, and those that Mozilla does."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def send(url: str, letters: Sequence[Letter], secrets: Sequence[str], post: Post) -> list[Outcome]:
    """Try to deliver these messages, a few at once; those not tried have no outcome.

    After several failures one after another the rest is left for later: the receiver is ill.
    """
    return asyncio.run(_send(url, letters, secrets, post))


async def _send(
    url: str, letters: Sequence[Letter], secrets: Sequence[str], post: Post
) -> list[Outcome]:
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            target = await asyncio.to_thread(
                look_up, url, private=post.private, resolve=post.resolve
            )
    except (AddressRefused, TimeoutError) as error:
        fault = str(error) or "DNS: timeout"
        return [Outcome(letters[0].pk, datetime.now(UTC), 0, fault=fault[:300])]
    limits = httpx.Limits(max_connections=rules.AT_ONCE, max_keepalive_connections=rules.AT_ONCE)
    async with httpx.AsyncClient(
        verify=post.trust or _trust(),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(post.total_seconds, connect=CONNECT_SECONDS),
        limits=limits,
        headers={"Host": target.authority, "User-Agent": AGENT, "Accept-Encoding": "identity"},
    ) as client:
        done: list[Outcome] = []
        waiting = list(reversed(letters))

        async def work() -> None:
            while waiting and not _is_ill(done):
                letter = waiting.pop()
                done.append(await _try(client, target.pinned, target.host, letter, secrets, post))

        await asyncio.gather(*(work() for _ in range(min(rules.AT_ONCE, len(letters)))))
        return done


def _is_ill(done: Sequence[Outcome]) -> bool:
    """Whether the receiver itself has failed so often that nothing more goes to it now."""
    if any(one.status == rules.GONE for one in done):
        return True
    last = done[-rules.OPENS_AT :]
    fine = any(one.is_good or one.status in rules.OF_THE_MESSAGE for one in last)
    return len(last) == rules.OPENS_AT and not fine


async def _try(
    client: httpx.AsyncClient,
    url: str,
    host: str,
    letter: Letter,
    secrets: Sequence[str],
    post: Post,
) -> Outcome:
    at, began = datetime.now(UTC), time.monotonic()

    def took() -> int:
        return round((time.monotonic() - began) * 1000)

    head = {
        "Content-Type": "application/json",
        **headers(secrets, letter.message_id, at, letter.body),
    }
    try:
        async with (
            asyncio.timeout(post.total_seconds),
            client.stream(
                "POST", url, content=letter.body, headers=head, extensions={"sni_hostname": host}
            ) as answer,
        ):
            text = await _read(answer)
    except (httpx.HTTPError, TimeoutError, OSError, ValueError) as error:
        return Outcome(letter.pk, at, took(), fault=_word(error))
    wait = _retry_after(answer) if answer.status_code in rules.SAYS_LATER else None
    return Outcome(letter.pk, at, took(), answer.status_code, "", text, wait)


async def _read(answer: httpx.Response) -> str:
    """The beginning of the answer as it came: nothing is unpacked, a long one is cut off."""
    read = bytearray()
    async for piece in answer.aiter_raw():
        read += piece
        if len(read) >= MOST_READ:
            break
    text = bytes(read[: KEPT_CHARACTERS * 4]).decode("utf-8", "replace")
    return text.replace("\x00", "")[:KEPT_CHARACTERS]


def _retry_after(answer: httpx.Response) -> timedelta | None:
    """How long the receiver asks to be left alone: seconds or a date."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit() and len(said) < 9:
        wait = timedelta(seconds=int(said))
    else:
        try:
            wait = parsedate_to_datetime(said) - datetime.now(UTC)
        except (ValueError, TypeError):
            return None
    return min(max(wait, timedelta()), rules.LONGEST_RETRY_AFTER)


def _word(error: BaseException) -> str:
    """A fault in the words of the library, with its sort: for whoever runs the receiver."""
    return f"{type(error).__name__}: {error}".removesuffix(": ")[:300]
