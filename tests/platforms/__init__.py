"""The files that are ready to use, run as their platforms run them."""
