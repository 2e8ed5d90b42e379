"""Sổ theo dõi: the pages of every register, made from its definition alone."""
