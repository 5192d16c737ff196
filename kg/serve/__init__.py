"""``kg serve``: a graph as a SPARQL 1.1 endpoint, a query page, the picture, and a page for every IRI.

Needs the extra ``serve`` (starlette and uvicorn). `make_app` gives an ASGI application for other servers.
"""

from kg.serve.app import make_app
from kg.serve.settings import Settings
from kg.serve.site import Site, open_served

__all__ = ["Settings", "Site", "make_app", "open_served"]
