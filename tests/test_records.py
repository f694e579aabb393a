"""What is written from the code is as the code would write it today: `make record` writes it anew."""

from tests.readings import examples, reading, recorded
from tests.rules_page import PAGE, page


def test_every_example_is_read_as_recorded():
    """A reading that changed on purpose is looked at in the difference of tests/cases/readings.csv."""
    before = recorded()
    now = {text: reading(text) for text in examples()}
    assert list(now) == list(before)
    changed = [f"{text!r}\n  was {before[text]}\n  is  {said}" for text, said in now.items() if said != before[text]]
    assert not changed, "\n".join(changed)


def test_the_page_of_rules_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page()
