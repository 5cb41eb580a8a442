//! What the user set: the configuration file, the folders.
