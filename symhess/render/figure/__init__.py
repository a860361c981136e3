"""Pictures of a study: in comes a Study, out comes a Matplotlib figure or its bytes, and its alternative text."""
