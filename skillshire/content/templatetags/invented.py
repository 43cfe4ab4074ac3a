from django import template

from skillshire.core import facts

register = template.Library()


@register.simple_tag
def invented() -> str:
    """What every page says of a site whose people are invented; empty elsewhere."""
    return facts.SAID if facts.synthetic() else ""
