"""What a server tells of itself to who runs it: its log, figures and traces; never what people ask or are answered."""
