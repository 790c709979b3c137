"""What is measured, as `make bench` prints it: each figure beside its goal, ok or short."""
