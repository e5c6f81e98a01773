"""What speaks for a line being a headline, a byline, a date, a dateline, a credit ….

A pass decides and yields edits; what it takes to read a name, a date in eighty languages or a place of a
gazetteer stands here, as pure functions of text and head. Each package has one subject.
"""
