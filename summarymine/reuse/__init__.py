"""Reuse: which passages of an archive were copied, and what was changed in them.

A text becomes a masked view (`view`), the view seeds (`seeds`), equal seeds candidates (`join`), candidates alignments
(`extend`), alignments passages (`passages`) with the kind of change (`kinds`). Files are read and written by `archive`,
which compares the results of an output folder, and by `index`, `archive_index` and `newcomers`, which keep an archive to
compare new files with.
"""
