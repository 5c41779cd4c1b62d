"""Everything that is Chainlit's: handlers, history, panels and the page it shows. Nothing else imports Chainlit."""
