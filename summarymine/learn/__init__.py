"""Training: labelled sentences in, weights out. Nothing here is needed to mine."""
