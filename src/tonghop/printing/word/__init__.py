"""Reports as Word documents: styles, real footnotes, tables and pictures that can be edited."""
