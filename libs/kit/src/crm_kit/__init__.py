"""The machinery every CRM service shares. Behaviour, no business words."""
