"""The picture: one self-contained, offline HTML page in which every line opens its sentence.

It embeds vis-network 9.1.2 (Apache-2.0 or MIT; SHA-256 of the file as pyvis 0.3.2 ships it:
1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69), with its licence's notice.
"""

from kg.page.render import PageReport, render_page, write_page

__all__ = ["PageReport", "render_page", "write_page"]
