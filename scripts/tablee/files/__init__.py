"""Files in, a frozen group out; texts, translations and addresses."""
