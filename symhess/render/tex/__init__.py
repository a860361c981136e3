"""LaTeX: in comes a page, out comes the source of a document or fragment, and a PDF through an installed engine."""
