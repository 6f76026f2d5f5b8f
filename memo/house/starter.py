"""The files of a new house: every key explained, and a template that overrides one block."""

from __future__ import annotations

FILES = {
    "house.yaml": """# The house in whose name memos go out. Every key is optional; docs/house.md explains each.
name: Example Partners LLP
# notice: Privileged and confidential. Prepared at the request of counsel.
#   # or by language: {en: Privileged., de: Vertraulich.}
# file_name: "{reference}-{vendor}-{date}"   # what memos are called in a folder
# front_matter: true                  # Markdown begins with title, date, vendor, decision ... as YAML
# citation_style: plain               # plain | bluebook | oscola
# logo: logo.svg                      # a PNG or an SVG of shapes in this folder
# colours:                            # text on white: a contrast of at least 4.5
#   accent: "#1d3552"
#   critical: "#7d1220"
#   high: "#9c3d10"
#   medium: "#6d5200"
#   low: "#3f5b3a"
# fonts:                              # families that packages bring
#   text: Source Serif Pro
#   labels: Source Sans Pro
# sections: [bottom_line, contents, glance, risk, findings, laws, authorities, plan, timeline, method,
#   audit, table_of_authorities, sources, provenance]   # the order; what is not named is left out
# words:                              # standing words of the memo by their key
#   bottom_line: Our advice
""",
    "templates/memo.html.j2": """{% extends "base.html.j2" %}
{#- Override a block by its name; super() is what memo would have set. docs/house.md lists them. -#}
{% block header %}{{ super() }}{% endblock %}
""",
}
