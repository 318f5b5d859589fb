"""How a routine file comes to be: drafts of its text, a step from a few words, a sheet read line
by line, and what a dose is measured against. Pure: texts and values in, texts and values out.
"""
