"""The reader's weights, as training.package wrote them (docs/reader.md)."""
