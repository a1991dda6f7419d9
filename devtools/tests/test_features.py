"""The page of features follows the marks of the tests."""

from pathlib import Path

from devtools.features import Proof, Requirement, marks, page, problems, proofs, sentence

TEXT = """
import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-09")]

@pytest.mark.req("SAL-02", "SAL-09")
@pytest.mark.parametrize("n", [1])
def test_it_refuses_a_closed_deal(n):
    pass

async def test_plain():
    pass

def helper():
    pass
"""


def test_it_finds_the_marks_of_tests_and_of_the_whole_file() -> None:
    assert set(marks(TEXT)) == {
        ("test_it_refuses_a_closed_deal", "SAL-02"),
        ("test_it_refuses_a_closed_deal", "SAL-09"),
        ("test_it_refuses_a_closed_deal", "PLT-09"),
        ("test_plain", "PLT-09"),
    }


def test_it_collects_proofs_from_the_test_folders(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "orbita" / "sales" / "tests"
    folder.mkdir(parents=True)
    (folder / "test_deals.py").write_text(TEXT)
    (folder / "factories.py").write_text(TEXT)

    found = proofs(tmp_path)

    proof = Proof("src/orbita/sales/tests/test_deals.py", "It refuses a closed deal")
    assert found["SAL-02"] == [proof]


def test_a_requirement_without_a_test_is_listed_as_such() -> None:
    listed = [Requirement("SAL-02", "Pipelines", "core"), Requirement("SAL-03", "Forecast", "core")]
    text = page(listed, {"SAL-02": [Proof("src/test_a.py", sentence("test_it_moves"))]})

    assert "1 of 2 requirements" in text
    assert "| SAL-02 | Pipelines (core) | [It moves](../src/test_a.py) |" in text
    assert "No test names: SAL-03 Forecast." in text


def test_a_mark_that_names_nothing_is_a_problem() -> None:
    listed = [Requirement("SAL-02", "Pipelines", "core")]
    (problem,) = problems(listed, {"SAL-99": [Proof("src/test_a.py", "It moves")]})
    assert "SAL-99" in problem
