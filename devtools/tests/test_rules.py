"""Each rule is kept by its good example and broken by its bad one."""

from pathlib import Path

import pytest

from devtools.rules import RULES, Rule, findings
from devtools.template_rules import TEMPLATE_RULES, TemplateRule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_lets_the_good_example_pass_and_stops_the_bad_one(rule: Rule) -> None:
    other = Path("kit/phones.py") if rule.path == "kit/utils.py" else Path(rule.path)
    assert list(rule.check(other, rule.good)) == []
    assert list(rule.check(Path(rule.path), rule.bad)) != []


@pytest.mark.parametrize("rule", TEMPLATE_RULES, ids=lambda rule: rule.name)
def test_a_template_rule_lets_the_good_pass_and_stops_the_bad(rule: TemplateRule) -> None:
    assert list(rule.find(rule.good)) == []
    assert list(rule.find(rule.bad)) != []


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>",
        "{# a comment in words #}<i>{{ value|default:'none' }}</i>",
        "<kbd>Ctrl</kbd> + <kbd>Enter</kbd>&nbsp;&mdash;",
        '<a href="{% url "deals" %}" class="{% if a > b %}on{% endif %}">{{ a }}</a>',
        "{% block id %}deal-form{% endblock %}",
        '<b translate="no">Samples of names</b>',
        '<script type="application/json">{"words": "in data"}</script>',
    ],
)
def test_what_needs_no_translation_is_not_reported(text: str) -> None:
    untranslated = TEMPLATE_RULES[-1]
    assert list(untranslated.find(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        '<button aria-label="Close it"></button>',
        "<h1>Сделки</h1>",
        "<p>{{ count }} deals</p>",
        '<input placeholder="{{ name }} or so">',
    ],
)
def test_bare_words_are_reported_wherever_a_person_reads_them(text: str) -> None:
    untranslated = TEMPLATE_RULES[-1]
    assert list(untranslated.find(text)) != []


def test_a_finding_names_file_line_and_rule(tmp_path: Path) -> None:
    app = tmp_path / "sales" / "deals"
    app.mkdir(parents=True)
    (app / "views.py").write_text("\n\nDeal.objects.all()\n")
    assert list(findings(tmp_path)) == [
        f"{app}/views.py:3: views-touch-no-rows: a view asks queries.py, not .objects"
    ]
