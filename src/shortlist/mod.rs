//! What the user decides: shortlists and how they are kept.
