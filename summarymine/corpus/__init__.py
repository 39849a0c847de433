"""What needs more than one document: parks under several names, panels, audits."""
