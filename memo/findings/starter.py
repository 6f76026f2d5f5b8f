"""The findings file that `memo new` writes: valid and drawable as it is, every field shown and explained."""

from __future__ import annotations

from datetime import date

UNFILLED = ("Name of the vendor", "Put the clause here, word for word;", "What the clause says, in plain words.")
"""How the vendor's name, the quote and the summary of the starter begin, by which they are known while they stand."""

_TEXT = """\
# A findings file for memo: one review of one vendor's terms.
# It renders as it is:   memo render FILE        What is wrong with it:   memo check FILE
# Lines that begin with '#' and a field's name are optional: remove the '#' to use them.
# Places are ISO 3166 codes (DE, US-CA) or EU, EEA. A day is written YYYY-MM-DD.

review:
  #title: Vendor review, Product      # default: made from the vendor's name and product
  date: {today}                    # the memo's date; also the day of the law, unless as_of says another
  #as_of: {today}                  # the day whose law the memo states
  #to: Procurement committee          # who reads the memo
  #from: Privacy office               # who sends it
  #reference: PROC-1482               # ticket or matter
  #signature_on: {today}            # clauses and questions are due before it
  #rates:                             # rates of exchange that you take responsibility for; memo knows none
    #- {{from: USD, to: EUR, rate: 0.92, source: "ECB reference rate, 20 November 2026"}}
  #owners: [ux]                       # owners of action items beside the usual functions
  #classification: Confidential       # printed at the head
  #language: en                       # the language of the memo: en, de, fr, es, pt or ko
  #topics_by: words                   # words, or encoder: a language model reads topics too (memo[encoder])
  #decision: approve-with-conditions  # approve | approve-with-conditions | defer | reject; default: proposed

#client:                              # whose position the memo takes
  #name: Example GmbH
  #role: controller                   # controller | joint-controller | processor | sub-processor | consumer | business
                                      # service-provider | provider | deployer | distributor | importer
  #established_in: [DE]               # where the client is established
  #people_in: [DE, FR, US-CA]         # where the people concerned are: it decides whose law applies
  #sectors: [software]
  #turnover: {{amount: 120000000, currency: EUR, year: 2025}}  # worldwide, of a year; ceilings are computed from it
  #size: sme                          # sme | small-mid-cap | large; ceilings of the AI Act depend on it
  #staff: 120                         # with the turnover it may show the size

vendor:
  name: Name of the vendor            # the only field that 'vendor' needs; 'vendor: Name' is enough
  #product: Product
  #role: processor                    # the same words as for the client
  #established_in: [US-CA]
  #turnover:                           # as for the client, and so are size and staff
    #amount: 5000000000
    #currency: USD
    #year: 2025
    #national: [{{place: BR, amount: 90000000, currency: BRL}}]  # parts made in one country, for shares of these
  #size: large
  #staff: 9000

#documents:                           # the reviewed documents
  #- id: terms                        # findings name the document by this id
    #title: Terms of Service
    #url: https://example.com/terms
    #version: 2026-01-01              # as the document says itself
    #captured: 2026-11-20T09:00:00Z   # when the copy was taken
    #sha256: 9f86d081884c             # the copy's digest, whole or its beginning
    #path: captured/terms.txt         # the copy's text, beside or below this file; quotes are checked against it

findings:
  - title: Prompts train the vendor's models unless the customer opts out   # the only field a finding needs
    #id: F-1                          # default: F-1, F-2, ... in order
    #document: terms                  # the id of a document above
    #section: "4.2"
    quote: >-
      Put the clause here, word for word; three dots mark what is left out.
    summary: >-
      What the clause says, in plain words. This text, the impact and the analysis may hold paragraphs,
      *emphasis*, lists, code, quotes and links.
    #impact: What it means for the people concerned.
    #analysis: Your own analysis, with citations such as GDPR Art. 6(1)(f); they are audited.
    severity: medium                  # critical | high | medium | low | info
    #confidence: high                 # high | medium | low
    #topics: [ai-training]            # words of 'memo law --topics'; default: read from the text
    #data_categories: [communications-content]
    #people_affected: {{at_least: 1000, at_most: 5000}}   # sums for each person are then stated for all
    #people: [consumers, employees]   # consumers | employees | children | patients | ...
    #jurisdictions: [EU]              # narrows client.people_in for this finding
    #citations: ["GDPR Art. 21"]      # each is checked; one that does not exist stops the memo
    #comparisons:                     # what other vendors' terms say on the same point
      #- {{vendor: Another vendor, quote: Its words., note: A remark.}}
    #actions:                         # your own action items; memo adds those of its playbooks
      #- {{title: Ask for a written promise, owner: procurement, due: {today}, playbook: purpose-limit}}
    #privileged: false                # true: left out of the shareable edition

#actions_status:                      # what became of action items since; 'memo actions FILE' gives the ids
  #- {{id: sign-dpa, status: in-progress, owner: counsel, due: {today}, note: With the vendor since Monday}}
                                      # status: open | in-progress | blocked | done | waived
"""


def starter(today: date) -> str:
    """Return the file's text; `today` becomes the review's date."""
    return _TEXT.format(today=today.isoformat())
