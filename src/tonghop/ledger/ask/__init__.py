"""Asking the ledger: values, plans, comparisons, status and outlook, each as known on any moment, with its sources."""
