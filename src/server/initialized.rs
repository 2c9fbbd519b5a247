//! `initialized`: the editor is ready for questions.

use std::sync::Arc;

use super::session::Session;
use super::{did_change_configuration, watched};

pub(super) fn initialized(session: &Arc<Session>) {
    session.initialized();
    did_change_configuration::register(session);
    did_change_configuration::ask(session);
    watched::watch_projects(session);
}
