"""The sender: takes what is due from the ledger and hands it over, each message once."""
