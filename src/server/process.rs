//! The server as a process: its runtime, its log, its exit code. It must not know the protocol.

use std::any::Any;
use std::path::PathBuf;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use super::{Ending, Options, serve};

/// The variable that sets what is logged, in the notation of `tracing`; the log goes to standard error.
const LOG_VARIABLE: &str = "SECOND_OPINION_LOG";

/// Our own notes and the protocol library's errors. Nothing at this level holds a draft's text.
const DEFAULT_LOG: &str = "second_opinion=info,tower_lsp_server=error";

/// Serves the editor on standard input and output until it leaves.
///
/// The corpus folders are the command line's; none leaves the choice to the editor's settings. The exit code is 0
/// after an orderly end, 1 if the editor left without one, and 2 if the system gave us no threads.
#[must_use]
pub fn run(corpus: Vec<PathBuf>) -> ExitCode {
    start_log();
    keep_drafts_out_of_panics();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the server cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    let ending = runtime.block_on(serve(Options::new(corpus), tokio::io::stdin(), tokio::io::stdout()));
    // A thread may still wait for standard input, which the editor may never close.
    runtime.shutdown_background();
    match ending {
        Ending::Orderly => ExitCode::SUCCESS,
        Ending::Abrupt => ExitCode::FAILURE,
    }
}

/// A panic's message, where it is text.
pub(super) fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

fn start_log() {
    let filter = EnvFilter::try_from_env(LOG_VARIABLE).unwrap_or_else(|_| EnvFilter::new(DEFAULT_LOG));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    // A log that is there already, because somebody runs us inside a larger program, is as good.
    let _ = log.try_init();
}

/// A panic's message may quote the text it stumbled over, so by default only its place is told.
fn keep_drafts_out_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!("panic at {place}");
        tracing::debug!(message = panic_message(panic.payload()), "the panic's message");
    }));
}
