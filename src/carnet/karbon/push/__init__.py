"""The book sent to a Karbon account: what would be sent, then the sending, which may break off anywhere."""
