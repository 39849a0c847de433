"""Trained weights and their cards; `make train` writes them anew."""
