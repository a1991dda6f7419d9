"""HTTPS while Orbita runs: the pair is brought, told of, renewed, and taken anew when it changes."""

import time

from orbita.launch.place import Place
from orbita.launch.steps import Failed, say, step
from orbita.launch.supervisor import Child
from orbita.launch.tls.pair import Pair, TlsWish

LOOK_SECONDS = 5.0
_looked = {"at": 0.0}


def certificate(place: Place, wish: TlsWish | None, host: str) -> Pair | None:
    """The pair to serve with, checked; None where nobody asked for HTTPS."""
    if wish is None:
        return None
    pair = Pair(place, wish, host)
    with step("Certificate") as progress:
        pair.bring()
        made = "made new, " if pair.about.get("is_new") else ""
        progress.note = f"{made}good until {pair.ends_at:%d.%m.%Y}"
    return pair


def redirect_command(place: Place, pair: Pair, host: str, port: int) -> list[str]:
    """The command line of what sends plain HTTP over."""
    module = [str(place.python), "-P", "-m", "orbita.launch.tls.redirect"]
    where = [host, str(pair.wish.http_port), str(port), str(pair.authority or "-")]
    return [*module, *where, *pair.names]


def tell(pair: Pair, host: str, port: int) -> None:
    """Where Orbita is reached, and what a device must trust first."""
    near = {"127.0.0.1", "::1", "localhost"}
    shown = [one for one in pair.names if one not in near and (":" not in one or ":" in host)]
    for name in shown:
        say(f"  https://{f'[{name}]' if ':' in name else name}:{port}")
    if host in {"127.0.0.1", "::1", "localhost"}:
        say("Only this machine reaches it: --host 0.0.0.0 opens it to the network.")
    if pair.authority:
        first = (shown or ["localhost"])[0]
        say(f"Devices must trust this installation once: {pair.authority},")
        say(f"or from the device itself http://{first}:{pair.wish.http_port}/ca.crt")
        say(TRUST)
        if pair.about.get("new_authority"):
            say("The authority is new: what trusted an earlier one must trust this one as well.")


TRUST = """\
  Windows   open the file, Install Certificate, Local Machine, Trusted Root Authorities
  Android   Settings, Security, Encryption and credentials, Install a certificate, CA
  iPhone    open in Safari, install the profile, then General, About, Certificate Trust Settings
  Firefox   Settings, Certificates, Authorities, Import, trust for websites
  (docs/tls.md has all steps)"""


def keep_fresh(pair: Pair, children: list[Child]) -> None:
    """Renew a local pair in time and take changed files; the web server starts anew with them."""
    if time.monotonic() - _looked["at"] < LOOK_SECONDS:
        return
    _looked["at"] = time.monotonic()
    try:
        if not (pair.has_changed() or pair.wants_renewal()):
            return
        pair.bring()
    except Failed as failure:
        say(f"! the certificate stays as it was: {failure}")
        pair.accept_as_seen()
        return
    say(f"The certificate is new, good until {pair.ends_at:%d.%m.%Y}: the web server takes it.")
    for child in children:
        if child.name == "web":
            child.stop()
            child.start()
