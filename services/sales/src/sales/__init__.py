"""Sales: from the first enquiry to the money in the bank."""
