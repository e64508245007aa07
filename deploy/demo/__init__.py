"""A company to look at: people, customers and eighteen months of business, loaded over the public API like any client would."""
