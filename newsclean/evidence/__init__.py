"""Recognises headlines, bylines, dates, datelines, credits and so on, for the passes to act on.

Passes decide and yield edits. Reading names, dates in eighty languages or places of the gazetteer is done
here, in pure functions of text and head. Each package has one subject.
"""
