"""How the reader's weights were made; see README.md here."""
