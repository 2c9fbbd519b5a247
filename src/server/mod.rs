//! The language server: a thin skin over pure functions, and the only place that knows LSP types and tokio.
