"""Pictures of a person doing an exercise: joints in a unit box, drawn at any size. Pure.

Owns what a figure is and how it looks, in Braille, in plain characters and as SVG. Knows no
exercise, no file and no terminal.
"""
