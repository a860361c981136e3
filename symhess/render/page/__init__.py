"""From a study to the format-independent page: in comes a Study, out comes a Document.

One file for each section of the page and for what the sections share; nothing here knows a file format.
"""
