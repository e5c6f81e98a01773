"""Finds when a story was published: dates in lines, in the head, and around the title."""

from .written import day_of, find_date, find_dates, readings

__all__ = ["day_of", "find_date", "find_dates", "readings"]
