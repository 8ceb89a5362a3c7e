"""What the records of the model say of themselves."""
