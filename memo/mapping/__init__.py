"""From a finding to the provisions it engages: words → topics → scope → provisions, each step explained."""
