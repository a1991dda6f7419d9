"""Signing in with the password of the company's directory: a real slapd, where the machine has one."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests.factories import alice, employee, role
from orbita.platform.signin import directory
from orbita.platform.signin.directory import Directory
from orbita.platform.signin.tests.provider import free_port

SLAPD = shutil.which("slapd") or next(
    (path for path in ("/usr/sbin/slapd", "/usr/libexec/slapd") if Path(path).exists()), ""
)
PASSWORD = "a-quiet-harbour-73"
CONFIG = """
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/inetorgperson.schema
modulepath {modules}
moduleload back_mdb
pidfile {folder}/slapd.pid
database mdb
suffix "dc=example,dc=com"
rootdn "cn=root,dc=example,dc=com"
rootpw {password}
directory {folder}/data
"""
ENTRIES = """
dn: dc=example,dc=com
objectClass: domain
dc: example

dn: cn=Alice,dc=example,dc=com
objectClass: inetOrgPerson
cn: Alice
sn: Able
givenName: Alice
mail: alice@example.com
userPassword: {password}

dn: cn=Nina,dc=example,dc=com
objectClass: inetOrgPerson
cn: Nina
sn: Newcomer
givenName: Nina
title: Engineer
mail: nina@example.com
userPassword: {password}

dn: cn=sales,dc=example,dc=com
objectClass: groupOfNames
cn: sales
member: cn=Nina,dc=example,dc=com
member: cn=Alice,dc=example,dc=com
"""
needs_directory = pytest.mark.skipif(
    not SLAPD or find_spec("django_auth_ldap") is None,
    reason="needs slapd (Debian: slapd) and the packages of requirements/ldap.txt",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a directory with two people and a group."""
    folder = tmp_path_factory.mktemp("ldap")
    (folder / "data").mkdir()
    places = {"schema": "/etc/ldap/schema", "modules": "/usr/lib/ldap"}
    config, entries = folder / "slapd.conf", folder / "entries.ldif"
    config.write_text(CONFIG.format(folder=folder, password=PASSWORD, **places).strip())
    entries.write_text(ENTRIES.format(password=PASSWORD).lstrip())
    add = [SLAPD.replace("slapd", "slapadd"), "-f", str(config), "-l", str(entries)]
    subprocess.run(add, check=True, capture_output=True)
    address = f"ldap://127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [SLAPD, "-f", str(config), "-h", address, "-d", "0"], stderr=subprocess.DEVNULL
    )
    _wait(address, server)
    yield address
    server.terminate()
    server.wait(15)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    import ldap

    until = time.monotonic() + 15
    while time.monotonic() < until:
        assert server.poll() is None, "slapd has ended"
        try:
            ldap.initialize(address).simple_bind_s()
            return
        except ldap.SERVER_DOWN:
            time.sleep(0.1)
    raise AssertionError("slapd does not answer")


def surroundings(url: str, **more: str) -> Mapping[str, str]:
    known = {
        "URL": url,
        "BIND_DN": "cn=root,dc=example,dc=com",
        "BIND_PASSWORD": PASSWORD,
        "BASE": "dc=example,dc=com",
    }
    return {f"ORBITA_LDAP_{name}": value for name, value in {**known, **more}.items()}


def come(url: str, email: str, password: str = PASSWORD, **more: str) -> User | None:
    """Sign in by the directory with these settings."""
    from orbita.platform.signin.directory_backend import DirectoryBackend

    before = dict(os.environ)
    os.environ.update(surroundings(url, **more))
    try:
        return DirectoryBackend().authenticate(None, email=email, password=password)
    finally:
        os.environ.clear()
        os.environ.update(before)


@needs_directory
@pytest.mark.django_db
@pytest.mark.req("PLT-09")
def test_an_employee_signs_in_with_the_password_of_the_directory(url: str) -> None:
    someone = alice()

    assert come(url, "ALICE@example.com") == someone
    assert come(url, "alice@example.com", "wrong") is None
    assert come(url, "alice@example.com", "") is None


@needs_directory
@pytest.mark.django_db
def test_a_filter_cannot_be_broken_by_what_is_typed(url: str) -> None:
    alice()

    assert come(url, "*") is None
    assert come(url, "alice@example.com)(objectClass=*") is None


@needs_directory
@pytest.mark.django_db
def test_newcomers_are_added_where_the_directory_may(url: str) -> None:
    role("analyst")

    assert come(url, "nina@example.com") is None
    made = come(url, "nina@example.com", ADD_EMPLOYEES="1", ROLE="analyst", ROLES="sales=seller")

    assert made is not None
    assert (str(made), made.job_title) == ("Nina Newcomer", "Engineer")
    roles = set(made.role_assignments.values_list("role__key", flat=True))
    assert roles == {"analyst", "seller"}
    assert not made.has_usable_password()


@needs_directory
@pytest.mark.django_db
def test_groups_take_away_the_roles_that_they_decide_on(url: str) -> None:
    someone = employee("head", email="alice@example.com")

    come(url, "alice@example.com", ROLES="bosses=head; sales=seller")

    assert list(someone.role_assignments.values_list("role__key", flat=True)) == ["seller"]


def test_the_environment_is_read_and_without_an_address_there_is_no_directory() -> None:
    assert directory.read({}) is None
    known = directory.read(
        surroundings("ldaps://x", ROLES="cn=heads,dc=example,dc=com = head", START_TLS="1")
    )

    assert isinstance(known, Directory)
    assert known.roles == {"cn=heads,dc=example,dc=com": "head"}
    assert (known.user_filter, known.start_tls) == ("(mail=%(user)s)", True)
    given = directory.wanted_roles(
        known, {"CN=Heads,dc=example,dc=com": "Heads"}, frozenset({"seller"})
    )
    assert given == {"seller", "head"}
