"""What leaves a workspace and comes back."""
