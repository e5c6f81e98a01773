"""Jobs: files in, rows out, with progress and resume.

`inputs.py` reads pages from files, `job.py` cleans them, and `outputs.py` chooses where the articles go. Each
other file holds one kind of input or output, or code that these three share.
"""
