"""Citations as text: pinpoints, how texts write them, and how we write them. No law is known here."""
