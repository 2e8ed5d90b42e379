"""Intake: a document or a submission is read, compared with what is known, checked and recorded."""
