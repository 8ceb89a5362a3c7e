"""What `check` judges beyond single files: rules and links between answers."""
