//! The real screen.
