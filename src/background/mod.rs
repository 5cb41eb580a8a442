//! What runs meanwhile: loading, answering questions, saving.
