//! Findings, and their forms as text and JSON. It must not judge: it only shows what a verdict says.
