//! The language server as an editor sees it. One program, so that it is linked once.

mod common;
mod conversation;
mod evidence;
mod process;
mod text;
mod time;
