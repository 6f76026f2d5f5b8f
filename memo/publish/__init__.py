"""Bringing a finished memo to where people work: tickets and wikis, one module for each system.

The only room that goes to the network, and only when `memo publish` names a
target. It decides nothing of the memo: it takes the document that was drafted
and the PDF that was made of it, and brings them to an address.
"""
