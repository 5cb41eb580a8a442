//! How it looks: the model drawn into a buffer.
