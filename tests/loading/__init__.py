"""From files to data with places: what is read, what is refused, and what is said of it."""
