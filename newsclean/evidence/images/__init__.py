"""The pictures of an article: which images are pictures, and which lines are their text.

pictures              which images are pictures; picture_lists: each once; slides: figures that are the story
credits               captions and their credits: the text of a picture
caption_lines         lines that are captions by themselves: archive_captions, alt_texts, picture_counts
captions_over_credits captions over the lines of their credits; doubled_captions: beside their alt text
"""
