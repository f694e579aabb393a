"""The schema of every table of the series: checked on writing, restored on reading, shown in a notebook."""
