//! The same engine without a screen.
