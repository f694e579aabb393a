"""One article: its raw file and sidecar, its folders on disk, its paragraphs, roles and sections."""
