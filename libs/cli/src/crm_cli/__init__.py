"""crm, the command line: a client of the public HTTP API and of the event stream, of nothing else."""
