"""From a saved file to words: bytes and HTML to text, NFC and offsets, sentences, pyvi's words."""
