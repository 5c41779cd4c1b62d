"""Whether the guide understands what people tell, and makes briefs that differ where their situations do."""
