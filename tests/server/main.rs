//! The language server as an editor sees it. One program, so that it is linked once.

mod common;
mod conversation;
mod fire;
mod process;
mod text;
mod time;
mod workspace;
