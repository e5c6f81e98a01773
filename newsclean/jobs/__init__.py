"""Jobs: files in, rows out, with progress and resume.

`inputs.py` reads the pages of files, `job.py` cleans them, and `outputs.py` says where the articles go. The
other files hold one kind of input or output each, or what these three share.
"""
