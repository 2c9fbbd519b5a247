//! The corpus's own Markdown format.
