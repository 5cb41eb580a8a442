//! Keys and the commands they run.
