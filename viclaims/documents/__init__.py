"""Party and state documents that a text cites, and the measures that it announces."""
