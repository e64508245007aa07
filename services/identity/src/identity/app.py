"""The app that everything in this service registers with."""

from crm_kit.app import App

app = App("identity", tenants="tenants")
