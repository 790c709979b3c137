"""Stories in and out: our JSON lines, and the demo newsroom.

`incoming` reads lines into the database, `outgoing` writes them, `demo` loads the demo newsroom.
`told` knows what a line may say, `names` finds what it names, `pictures` finds its photos.
"""
