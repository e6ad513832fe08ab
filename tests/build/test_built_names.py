"""The names that stand in the page before a visitor has made any."""

from microgpt.api.generation import generate
from microgpt.handles import Handles
from website.page import BUILT_SEED, built_names


def test_the_names_of_the_build_are_those_that_its_seed_makes_for_anyone() -> None:
    made = generate(Handles(), {"count": 20, "temperature": 0.5, "seed": BUILT_SEED})
    assert built_names() == [event for event in made if "name" in event]
    assert {name["origin"] for name in built_names()} == {"new", "listed", "read"}
