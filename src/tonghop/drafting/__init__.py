"""From the ledger to a report: what is reported, in which order, drafted, edited, issued."""
