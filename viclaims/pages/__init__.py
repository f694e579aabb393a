"""Pages to share, self-contained, and their templates."""
