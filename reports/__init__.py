"""Files and pictures that people are given, made of plain values; the table below is the list of them."""
