"""The service desk: what customers ask for, by when, and whether it was done."""
