"""Tags at the desk: offered while one types, merged, and cleared of those that nobody uses."""
