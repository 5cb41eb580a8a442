//! Filter text becomes an expression, an expression becomes matching rows.
