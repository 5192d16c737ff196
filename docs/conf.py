"""Configuration of the site: ``python -m sphinx -W docs build/site``. Nothing is fetched, nor by who reads the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__

sys.path.insert(0, str(Path(__file__).parents[1]))
from docs.reference import fill

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "techkg"
author = copyright = "The techkg authors"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["*.html"]
html_extra_path = ["vocabulary.html", "vocabulary.fr.html"]  # pages that stand alone
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3  # so that links to headings are checked

html_theme = "furo"
html_title = f"techkg {__version__}"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_static_path = ["static"]
html_css_files = ["site.css"]
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}

# Docstrings: a single backtick names something of the library
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
toc_object_entries_show_parents = "hide"


def setup(app: Sphinx) -> None:
    """Fill in what is generated while pages are read."""
    app.connect("source-read", lambda app, page, source: source.__setitem__(0, fill(source[0])))
