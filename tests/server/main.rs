//! The language server as an editor sees it. One program, so that it is linked once.

mod actions;
mod citations;
#[path = "../cli_support/mod.rs"]
mod cli_support;
mod common;
mod completion;
mod conversation;
mod evidence;
mod fire;
mod html;
mod outline;
mod process;
mod text;
mod time;
mod workspace;
