"""An application whose only purpose is to be interrupted."""
