//! `shutdown`: the editor is about to say `exit`; what follows is an orderly end.

use super::session::Session;

pub(super) fn shutdown(session: &Session) {
    session.shut_down();
}
