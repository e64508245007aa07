"""Questions about deliveries, waybills, and what is shipped and is not yet."""
