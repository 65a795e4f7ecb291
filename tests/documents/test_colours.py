"""Colours as text needs them."""

import pytest

from documents.colours import LEGIBLE, USUAL, contrast, legible


@pytest.mark.parametrize("colour", ["#14304f", "#000000", "#6B1F5C"])
def test_a_dark_colour_stays_as_it_is(colour):
    assert legible(colour) == colour.lower()


@pytest.mark.parametrize("colour", ["#ffffff", "#ffff00", "#00ff00", "#ff9900", "#777777"])
def test_one_too_light_to_be_read_is_darkened_until_it_can_be(colour):
    before, after = contrast(colour, "#ffffff"), contrast(legible(colour), "#ffffff")

    assert before < LEGIBLE <= after < LEGIBLE + 0.6


def test_darkening_keeps_the_hue():
    assert legible("#ffff00")[1:3] == legible("#ffff00")[3:5] != "00" == legible("#ffff00")[5:]


@pytest.mark.parametrize("colour", ["", "blue", "#fff", "#12345", "#12345g", "#1234567", '#123456");'])
def test_what_is_no_colour_gives_way_to_the_usual_one(colour):
    assert legible(colour) == USUAL
