"""Mail that is on no ticket: kept where an administrator looks (`keeping`), and what they do with it (`acts`)."""
