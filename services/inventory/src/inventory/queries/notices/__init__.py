"""Questions about shipment notices."""
