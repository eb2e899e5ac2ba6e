"""What refusing hostile files costs."""
