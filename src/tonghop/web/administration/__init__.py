"""Quản trị: accounts, roles, tokens, the catalog, rules, the journal, backups and health, each in a module."""
