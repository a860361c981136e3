"""HTML: in comes a page, out comes one file with MathML and an inline picture that needs no network."""
