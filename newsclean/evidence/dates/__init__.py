"""When a story was published: dates in lines, in what the page declares, and around its title."""

from .written import Moment, WrittenDate, day_of, find_date, find_dates, readings

__all__ = ["Moment", "WrittenDate", "day_of", "find_date", "find_dates", "readings"]
