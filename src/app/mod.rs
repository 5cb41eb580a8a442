//! The program as data: what the user is doing.
