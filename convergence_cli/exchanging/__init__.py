"""What leaves a workspace to be filled in or kept elsewhere, and how it comes back."""
