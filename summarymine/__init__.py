"""summarymine turns archives of Chinese work summaries (工作总结) into tables."""

__version__ = "0.1.0"
