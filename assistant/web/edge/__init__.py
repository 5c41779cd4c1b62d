"""Who may come in, and how far: every request passes here before anything else sees it. No page is made here."""
