"""The documents of the API: OpenAPI 3.1 from routes and messages, AsyncAPI 3 from events. Written once, by the code itself."""

from crm_kit.apidocs.events import asyncapi
from crm_kit.apidocs.operations import Route, openapi

__all__ = ["Route", "asyncapi", "openapi"]
