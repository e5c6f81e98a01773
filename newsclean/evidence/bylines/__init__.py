"""Who wrote a story: names in bylines, those the page declares, and those who sign around its title."""

from .names import names_in

__all__ = ["names_in"]
