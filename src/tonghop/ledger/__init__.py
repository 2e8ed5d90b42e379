"""The ledger: indicators × units × periods, plan, estimate and actual, as known at any moment."""
