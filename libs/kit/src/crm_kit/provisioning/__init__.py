"""Gives each service its database, its two roles and its broker user, with the least rights that it can work with.

Names and passwords are read from the services' own addresses, so nothing is configured twice. Every step may be repeated.
"""
