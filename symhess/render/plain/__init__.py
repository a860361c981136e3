"""Text for terminals and Markdown: in comes a page, out comes a string."""
