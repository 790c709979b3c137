"""Tags: found while one types, counted, merged, and cleared of those that nobody uses."""
