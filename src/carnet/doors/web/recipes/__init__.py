"""The firm's recipes: what each holds, in words; renamed and deleted here, saved in the import."""
