"""A plain WeasyPrint script: a page of HTML in, a PDF out, as the library's first example does it.

What memo's own way to a PDF is held against: the same page, the machine's
fonts, no tags, no archive form, nothing enclosed, no levers.

    .venv/bin/python benchmarks/plain_pdf.py memo.html memo.pdf
"""

import sys

import weasyprint

weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
