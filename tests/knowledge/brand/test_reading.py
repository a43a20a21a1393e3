from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from api.models import Channel
from guardrails.inbound.assessment import Gravity, Topic
from knowledge import samples
from knowledge.brand import CHANNELS, TOPICS, Brand, BrandError, Counting, load_brand, read_brand
from prompts.phrasebook import languages

EXAMPLE = Path(__file__).parents[3] / "docs" / "brand.example.yaml"
DEFAULTS = {
    "name",
    "voice",
    "agent_name",
    "sign_off",
    "locale",
    "prefer_offline",
    "deadlines",
    "incidents",
    "follow_up",
}
"""What the example leaves at its default; all else is a choice that the comments explain."""


def problems(text: str) -> list[str]:
    with pytest.raises(BrandError) as raised:
        read_brand(text)
    return str(raised.value).splitlines()


def test_the_names_are_those_of_the_contract():
    assert set(CHANNELS) == set(Channel)
    assert set(TOPICS) == set(Topic)
    for gravity in Gravity:
        assert Brand().deadlines.minutes_for(gravity) > 0


def test_the_example_holds_the_documented_defaults_and_choices():
    brand = load_brand(EXAMPLE)
    for name in DEFAULTS:
        assert getattr(brand, name) == getattr(Brand(), name), name
    assert brand.languages == ("en", "de", "fr")
    assert [brand.channel(name).enabled for name in ("email", "tiktok", "x")] == [True, False, True]
    assert brand.on("trustpilot").prefer_offline is False
    assert brand.on("email").sign_off == "The customer care team"
    assert brand.hours.time_zone == "Europe/London"
    assert [str(span) for span in brand.hours.open["wednesday"]] == ["09:00-12:30", "13:15-17:30"]
    assert [(one.kind, str(one.up_to), one.currency) for one in brand.limits] == [
        ("credit", "25.00", "GBP"),
        ("refund", "250.00", "GBP"),
    ]
    assert brand.hours_for("delivery").time_zone == "Europe/London"
    assert brand.hours_for("billing") is brand.hours
    assert brand.causes["courier-damage"] == "Logistics"


def test_the_example_explains_every_setting_and_names_the_composers_languages():
    text = EXAMPLE.read_text(encoding="utf-8")
    written = yaml.safe_load(text)
    assert list(written) == list(Brand.model_fields)
    lines = text.splitlines()
    for name in written:
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
        assert lines[at - 1].startswith("# ")
    assert f"knows {', '.join(sorted(languages())[:-1])} and {max(languages())};" in text
    for name in (*CHANNELS, *TOPICS):
        assert name in text


def test_the_sample_business_settles_everything_about_contacts_that_exist():
    brand = load_brand(samples.sample_dir() / samples.BRAND)
    contacts = (samples.sample_dir() / "contacts.jsonl").read_text(encoding="utf-8")
    for topic in brand.teams:
        assert f'"{brand.teams[topic].contact}"' in contacts
    assert brand.deadlines.counts("low") is Counting.WORKING_HOURS
    assert brand.hours_for("safety").around_the_clock
    for name in Brand.model_fields:
        assert getattr(brand, name) not in ((), {}), name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("voise: warm", "brand.yaml:1: there is no setting 'voise' in the brand; did you mean voice?"),
        ("voice: loud", "brand.yaml:1: 'loud' cannot stand for 'voice': write one of warm, plain, formal"),
        ("\nprefer_offline: perhaps", "brand.yaml:2: 'perhaps' cannot stand for 'prefer_offline': write true or false"),
        (
            "channels:\n  twitter: {}",
            "brand.yaml:2: 'twitter' cannot stand in 'channels'; write one of x, facebook, instagram",
        ),
        ("channels:\n  email:\n    signoff: us", "brand.yaml:3: there is no setting 'signoff' in 'channels: email'"),
        ("offers:\n  - kind: refund\n    up_to: lots", "brand.yaml:3: 'lots' cannot stand for 'offers 1: up_to'"),
        (
            "offers:\n  - kind: refund\n    up_to: 5",
            "brand.yaml:3: '5' cannot stand for 'offers 1: up_to': no currency",
        ),
        ("offers:\n  - kind: refund\n  - up_to: -1", "brand.yaml:3: 'offers 2' lacks 'kind'; add it"),
        ("languages: [en, klingon]", "brand.yaml:1: 'klingon' cannot stand for 'languages 2': no language"),
        ("locale: en-XX-YY-ZZ", "no locale; write language and region"),
        ("currency: pounds", "no currency; write its three letters"),
        ("hours: {time_zone: Europe/Paaris}", "no time zone; did you mean Europe/Paris?"),
        ("hours:\n  closed: [25.12.2026]", "brand.yaml:2: '25.12.2026' cannot stand for 'hours: closed 1'"),
        ("deadlines:\n  count: working_hours", "brand.yaml:2: 'working_hours' cannot stand for 'deadlines: count'"),
        ("deadlines:\n  minutes: {low: 0}", "brand.yaml:2: '0' cannot stand for 'deadlines: minutes: low': write more"),
        ("incidents: {at_least: 2.5}", "'2.5' cannot stand for 'incidents: at_least': write a whole number"),
        ("house_rules: no", "'no' cannot stand for 'house_rules': write a list"),
        ("teams: {delivery: Logistics}", "'Logistics' cannot stand for 'teams: delivery': write 'name: value' lines"),
        ("name: a\nname: b", "brand.yaml:2: 'name' stands here a second time; keep one of the two"),
        ("house_rules:\n- &a {id: a, title: b, text: c}\n- *a", "'a' stands here twice"),
        ("channels: {email: {sign_off: Maya, by letter}}", "there is no setting 'by letter' in 'channels: email'"),
        ("voise:", "there is no setting 'voise'"),
        ("teams: {delivery: }", "'teams: delivery' lacks 'team'"),
        ("- warm", "brand.yaml:1: a list stands where settings are expected"),
        ("name: [a", "brand.yaml:1:"),
        ("name: &a [*a]", "it holds itself"),
        ("? [a]\n: b", "a name is expected before the ':'"),
    ],
)
def test_an_error_names_the_line_the_value_and_the_remedy(text: str, told: str):
    assert told in "\n".join(problems(text))


def test_all_errors_are_told_at_once_in_the_order_of_the_file():
    found = problems("voice: loud\nx: 1\nhours:\n  time_zone: Nowhere/At-all\nfollow_up: {after_days: 0}\n")
    assert [line.split(":")[1] for line in found] == ["1", "2", "4", "5"]


def test_a_bad_file_names_itself(tmp_path: Path):
    path = tmp_path / "ours.yaml"
    path.write_bytes(b"name: \xff")
    with pytest.raises(BrandError, match=r"ours.yaml is not UTF-8"):
        load_brand(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(BrandError, match="cannot be read"):
        load_brand(path)
    assert load_brand(tmp_path / "none.yaml") == Brand()


def test_values_are_taken_as_they_are_written():
    brand = read_brand(
        "languages: [no]\nagent_name: No\nname: 007\ncurrency: gbp\nlocale: en-GB\noffers: [{kind: gift, up_to: 10.10}]"
    )
    assert brand.languages == ("no",)
    assert brand.agent_name == "No"
    assert brand.name == "007"
    assert (brand.currency, brand.locale) == ("GBP", "en_GB")
    assert str(brand.offers[0].up_to) == "10.10"


def test_a_section_without_settings_is_as_one_left_out():
    assert (
        read_brand("channels: {email: }\nhours: {open: {monday: 08:00-09:00, tuesday: }}").hours.open["tuesday"] == ()
    )
    assert read_brand("hours:\noffers: ~\nteams: null\nname: our team") == Brand()


@pytest.mark.parametrize(
    ("spoken", "written", "answer"),
    [
        ("de", (), "de"),
        ("de", ("en", "de"), "de"),
        ("pl", ("en", "de"), "en"),
        ("pt", ("pt-BR",), "pt"),
        ("fr", ("pt-BR",), "pt-BR"),
    ],
)
def test_what_the_brand_does_not_write_is_answered_in_its_first_language(
    spoken: str, written: tuple[str, ...], answer: str
):
    assert Brand(languages=written).answers_in(spoken) == answer


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab:-{}[]#&*!|>'\"\n \t%@?,~0", max_size=60) | st.text(max_size=40))
def test_whatever_stands_in_it_is_read_or_told(text: str):
    with suppress(BrandError):
        assert read_brand(text).name


KEYS = st.sampled_from(
    [*Brand.model_fields, "kind", "up_to", "open", "monday", "minutes", "delivery", "team", "x", "0"]
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab:0-", max_size=8) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, TREES, max_size=6))
def test_whatever_is_settled_wrongly_is_told_by_its_line(tree: dict[str, object]):
    text = yaml.safe_dump(tree)
    try:
        read_brand(text)
    except BrandError as error:
        for line in str(error).splitlines():
            assert 1 <= int(line.split(":")[1]) <= text.count("\n") + 1, line
