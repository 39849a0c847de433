"""Reuse: which passages of an archive were copied, and what was changed in them.

A text becomes a masked view (`view`), the view seeds (`seeds`), equal seeds candidates (`join`), candidates alignments
(`extend`), alignments passages (`passages`) with the kind of change (`kinds`). Nothing reads files but `index`, which keeps an archive.
"""
