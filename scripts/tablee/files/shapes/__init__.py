"""How each file is written: its keys, what each may hold, and one sentence about it.

Reading, the JSON Schemas for editors and the reference of the files all come from these declarations.
"""
