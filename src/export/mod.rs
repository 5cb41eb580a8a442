//! A selection leaves the house: rows become bytes, bytes become a file.
