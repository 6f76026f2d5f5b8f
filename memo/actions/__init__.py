"""The due-diligence plan: owned, dated, ranked items from playbooks and from the reviewer, merged across findings."""
