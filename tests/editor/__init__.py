"""What an editor shows of a workspace, seen through a real language server."""
