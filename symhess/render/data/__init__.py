"""A study as plain data and back: in comes a Study or the JSON of one, out comes the other.

``encode`` and ``decode`` hold the contract's format, the codecs the lossless form of every record.
"""
