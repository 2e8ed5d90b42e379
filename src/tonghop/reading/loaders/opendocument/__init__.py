"""OpenDocument files, as LibreOffice and the offices' free software write them: texts (odt) and spreadsheets (ods)."""
