import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.kit import requisites
from orbita.kit.requisites import Fault


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@given(digits(9).filter(lambda body: not body.startswith("00")))
def test_just_one_last_digit_makes_a_company_inn_right(body: str) -> None:
    faults = [requisites.check_inn(body + last) for last in "0123456789"]
    assert faults.count(None) == 1
    assert {fault.expected for fault in faults if fault} == {str(faults.index(None))}


@given(digits(10).filter(lambda body: not body.startswith("00")))
def test_the_expected_digits_make_a_person_inn_right(body: str) -> None:
    fault = requisites.check_inn(body + "00")
    right = body + (fault.expected if fault else "00")
    assert requisites.check_inn(right, "person") is None


@given(digits(12).map(lambda rest: "1" + rest[:11]))
def test_just_one_last_digit_makes_an_ogrn_right(body: str) -> None:
    assert [requisites.check_ogrn(body + last) for last in "0123456789"].count(None) == 1


@given(digits(13).map(lambda rest: "3" + rest))
def test_just_one_last_digit_makes_an_ogrnip_right(body: str) -> None:
    assert [requisites.check_ogrnip(body + last) for last in "0123456789"].count(None) == 1


@given(digits(7).map(lambda rest: "04" + rest), digits(20), st.booleans())
def test_the_expected_key_makes_an_account_right(
    bik: str, account: str, correspondent: bool
) -> None:
    account = "4" + account[1:]
    key = requisites.account_digit(account, bik, correspondent=correspondent)
    right = account[:8] + key + account[9:]
    assert requisites.check_account(right, bik, correspondent=correspondent) is None
    wrong = account[:8] + str((int(key) + 1) % 10) + account[9:]
    fault = requisites.check_account(wrong, bik, correspondent=correspondent)
    assert fault is not None
    assert (fault.code, fault.expected) == ("check", key)


@given(st.text(max_size=30))
def test_any_text_is_checked_without_a_crash(text: str) -> None:
    for check in (
        requisites.check_inn,
        requisites.check_kpp,
        requisites.check_ogrn,
        requisites.check_ogrnip,
        requisites.check_bik,
    ):
        assert isinstance(check(text), Fault | None)
    assert isinstance(requisites.check_account(text, text), Fault | None)


@pytest.mark.parametrize("inn", ["7707083893", "7736050003", "500100732259", "7707 083 893"])
def test_real_inns_are_right(inn: str) -> None:
    assert requisites.check_inn(inn) is None


@pytest.mark.parametrize(
    ("account", "bik", "correspondent"),
    [
        ("40702810938000000001", "044525225", False),
        ("30101810400000000225", "044525225", True),
        ("40102810545370000003", "004525988", False),
        ("40102810445370000059", "017003983", False),
        ("03100643000000018500", "017003983", False),
    ],
)
def test_real_accounts_are_right(account: str, bik: str, correspondent: bool) -> None:
    assert requisites.check_account(account, bik, correspondent=correspondent) is None


def test_a_fault_carries_what_the_sentence_needs() -> None:
    assert requisites.check_inn("77070838", "company") == Fault("length", "10", "8", "inn")
    assert requisites.check_inn("770708389x") == Fault("characters", "0–9", "770708389x", "inn")
    assert requisites.check_inn("0000000000") == Fault("prefix", "01–99", "00", "inn")
    assert requisites.check_ogrn("3027700132195") == Fault("prefix", "1|5", "3", "ogrn")
    account = requisites.check_account("40702810938000000001", "04452522")
    assert account == Fault("bank", "9", "04452522", "account")


@pytest.mark.parametrize("kpp", ["773601001", "7736AB001"])
def test_a_kpp_may_have_letters_in_the_middle(kpp: str) -> None:
    assert requisites.check_kpp(kpp) is None
    assert requisites.check_kpp(kpp[:4] + "ab" + kpp[6:]) is not None
