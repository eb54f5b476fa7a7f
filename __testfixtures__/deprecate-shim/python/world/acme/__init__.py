"""Everything of acme."""
