"""Finds who wrote a story: names in bylines, declared authors, and signatures around the title.

From the ground up:

people             names of persons, agencies, organisations and desks, and texts that are no names
byline_labels      the words before names: "By", "Text und Interview:", "Photo:"
clutter            what is no part of a byline: addresses, buttons, what a layout glued to it
word_for_by        the word for "by", and what is signed after it
one_name           one name, without role, degree, medium or mark
name_lists         a list of names, at its commas and words for "and"
names              the names in a whole byline
site               the names of the site, which are not authors
declared_authors   the authors in the page's head
signing_lines      the lines that may sign, parted at their dates
desks              desks and offices that sign
author_elements    elements called the author's
author_links       links to an author's page
author_marks       rel=author and itemprop=author
after_by           names after a word for "by"
after_label        names in the blocks after such a label
bare_names         texts that are nothing but a name
dump_names         the author's name in a dump, told from subjects, captions and places
own_language       a word for "by" that opens names too, in its own language
beside_title       a name alone beside the title or the date
under_text         a name under the text
biographies        notes about the author
opening_reporters  reporters whom the text opens with
signed             puts all this together
"""

from .names import names_in

__all__ = ["names_in"]
