"""Recognises headlines, bylines, dates, datelines, credits and so on, for the passes to act on.

Passes decide and yield edits. Reading names, dates in eighty languages or places of the gazetteer is done
here, in pure functions of text and head. Each package has one subject; these files have none of their own:

class_words        what an element's class, id and role say
container_slices   the blocks of each element, and the elements around a block
records            sibling elements of one build
near_title         the blocks around the headline
other_pages        links to other pages of the site
structured_data    JSON-LD
declared_names     names that the head declares, without slogans, marks and addresses
damage             damaged text; drop_caps: first letters apart from their words
unshown            what a browser does not show
scripts            in which script a text is written; language_detector: in which language

attributions       whose words a quote has
above_headline     kept text above the headline; paragraph_counts: counts of comments before paragraphs
doubles            lines that repeat a headline
next_stories       further stories of an endless page
lone_summaries     summaries of other stories without their headlines; teaser_topics: those of a round-up
emptied_boxes      headings of boxes that lose all other lines
paywall_notices    notices in place of the rest of a text
correction_labels  corrections of the story; first_publication: where it first appeared
entry_labels       questions, numbers and hours over entries
tag_lines          lines of tags
"""
