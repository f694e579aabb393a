"""Tables: the schema of each (schemas), their files (files), how a notebook shows one (shown)."""
