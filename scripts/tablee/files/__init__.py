"""Files in, a frozen group out; what is written into them, and the addresses of what is made of them."""
