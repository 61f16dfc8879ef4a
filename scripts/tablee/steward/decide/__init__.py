"""The rules that turn what was said, and the time that passes, into changes of the working group."""
