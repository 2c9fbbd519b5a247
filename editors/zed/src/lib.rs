//! The Zed extension: says where the server is, and with which settings it runs. It must not download anything.

use zed_extension_api::serde_json::Value;
use zed_extension_api::settings::{CommandSettings, LspSettings};
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

const PROGRAM: &str = "second-opinion";

struct SecondOpinion;

impl zed::Extension for SecondOpinion {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let CommandSettings { path, arguments, .. } = binary(id, worktree);
        let command = path.or_else(|| worktree.which(PROGRAM)).ok_or_else(|| {
            format!("{PROGRAM} is neither on your PATH nor named in the setting lsp.{PROGRAM}.binary.path")
        })?;
        let args = arguments.unwrap_or_else(|| vec!["lsp".to_owned()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }
}

/// What the author says of the program; nothing where nothing is said.
fn binary(id: &LanguageServerId, worktree: &Worktree) -> CommandSettings {
    let settings = LspSettings::for_worktree(id.as_ref(), worktree).ok();
    let unsaid = CommandSettings { path: None, arguments: None, env: None };
    settings.and_then(|settings| settings.binary).unwrap_or(unsaid)
}

zed::register_extension!(SecondOpinion);
