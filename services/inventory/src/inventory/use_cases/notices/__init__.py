"""What one can do with shipment notices."""
