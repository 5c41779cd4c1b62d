"""Our own pages for readers: documents, about, account, exports, health."""
