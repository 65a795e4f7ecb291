from django import template

from schools.sources import LICENCE, in_words, newest_files

register = template.Library()


@register.simple_tag
def official_sources() -> str:
    """From which official files the portal's facts come: one query."""
    return in_words(newest_files())


@register.simple_tag
def official_licence() -> str:
    return LICENCE
