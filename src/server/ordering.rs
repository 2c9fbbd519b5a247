//! Runs every handler in the order of the wire, up to its first wait, before the next message is read.
//!
//! The transport below hands over one message after the other and then polls the handlers side by side, so a later
//! edit can overtake an earlier one. This service polls each handler once, right in `call`. Handlers that change
//! something (open, change, close, cancel) never wait, so they are finished by then; handlers that answer from a
//! snapshot take it before they wait, so they see the text as it was when the question was asked.
//!
//! A handler that panics costs its own request and nothing else. This file must not know what any method does.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::frames;

/// How long what is still to be written may take after `exit`.
pub(super) const LAST_WORDS: Duration = Duration::from_secs(1);

/// The service around the protocol's service; see the module's documentation.
pub(super) struct InOrder<S> {
    inner: S,
    exit: Arc<Notify>,
}

/// Tells when the editor has said `exit`.
pub(super) struct Exit(Arc<Notify>);

impl<S> InOrder<S> {
    pub(super) fn new(inner: S) -> (Self, Exit) {
        let exit = Arc::new(Notify::new());
        (Self { inner, exit: Arc::clone(&exit) }, Exit(exit))
    }
}

impl Exit {
    /// Waits for `exit`, and then for `grace`.
    pub(super) async fn seen_for(self, grace: Duration) {
        self.0.notified().await;
        tokio::time::sleep(grace).await;
    }
}

impl<S> Service<Request> for InOrder<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Unpin,
    S::Error: Unpin,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Handling<S::Future, S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == frames::UNREADABLE {
            return Handling::Done(Some(Ok(Some(Response::from_error(Id::Null, Error::parse_error())))));
        }
        if request.method() == "exit" {
            self.exit.notify_one();
        }
        let id = request.id().cloned();
        let future = match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
            Ok(future) => future,
            Err(panic) => return Handling::Done(Some(Ok(failed(id, &*panic)))),
        };
        let mut running = Running { id, future };
        // Whoever polls a second time brings a real waker; until then nobody needs to be woken.
        match running.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => Handling::Done(Some(result)),
            Poll::Pending => Handling::Running(running),
        }
    }
}

/// A handler that has begun.
pub(super) enum Handling<F, E> {
    /// It has finished already.
    Done(Option<Result<Option<Response>, E>>),
    /// It waits for something.
    Running(Running<F>),
}

/// A handler at work, and the request that it must answer even if it panics.
pub(super) struct Running<F> {
    id: Option<Id>,
    future: F,
}

impl<F, E> Running<F>
where
    F: Future<Output = Result<Option<Response>, E>> + Unpin,
{
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Response>, E>> {
        let future = Pin::new(&mut self.future);
        match catch_unwind(AssertUnwindSafe(|| future.poll(context))) {
            Ok(poll) => poll,
            Err(panic) => Poll::Ready(Ok(failed(self.id.take(), &*panic))),
        }
    }
}

impl<F, E> Future for Handling<F, E>
where
    F: Future<Output = Result<Option<Response>, E>> + Unpin,
    E: Unpin,
{
    type Output = Result<Option<Response>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Done(result) => result.take().map_or(Poll::Pending, Poll::Ready),
            Self::Running(running) => running.poll(context),
        }
    }
}

/// What a handler that panicked leaves behind: an error for a request, nothing for a notification.
fn failed(id: Option<Id>, panic: &(dyn Any + Send)) -> Option<Response> {
    tracing::error!("a request failed inside the server; this is a fault of Second Opinion, please report it");
    // The message may quote the draft, so it is only for those who ask for it.
    tracing::debug!(message = super::process::panic_message(panic), "the failed request's panic");
    id.map(|id| Response::from_error(id, Error::internal_error()))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll};

    use tower_lsp_server::jsonrpc::{Id, Request, Response};
    use tower_service::Service;

    use super::InOrder;

    type Steps = Arc<Mutex<Vec<String>>>;

    /// A service whose handlers note how far they have come.
    struct Noting(Steps);

    impl Service<Request> for Noting {
        type Response = Option<Response>;
        type Error = Infallible;
        type Future = std::pin::Pin<Box<dyn Future<Output = Result<Option<Response>, Infallible>>>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let steps = Arc::clone(&self.0);
            let note = move |step: &str| steps.lock().expect("notes are only pushed").push(step.to_owned());
            Box::pin(async move {
                match request.method() {
                    "panic" => panic!("a test's panic"),
                    "wait" => {
                        note("wait begins");
                        tokio::task::yield_now().await;
                        note("wait ends");
                    }
                    method => note(method),
                }
                Ok(request.id().cloned().map(|id| Response::from_ok(id, true.into())))
            })
        }
    }

    fn request(method: &'static str) -> Request {
        Request::build(method).id(7).finish()
    }

    #[tokio::test]
    async fn handlers_begin_in_the_order_of_the_wire_and_go_on_later() {
        let steps = Steps::default();
        let (mut service, _) = InOrder::new(Noting(Arc::clone(&steps)));
        let taken = || steps.lock().expect("notes are only pushed").join(", ");
        let waiting = service.call(request("wait"));
        let edit = service.call(request("edit"));
        let other = service.call(request("other"));
        assert_eq!(taken(), "wait begins, edit, other", "before anything is polled");
        for answer in [other.await, edit.await, waiting.await] {
            assert!(answer.expect("nothing can go wrong").expect("requests are answered").is_ok());
        }
        assert_eq!(taken(), "wait begins, edit, other, wait ends");
    }

    #[tokio::test]
    async fn a_panic_is_one_failed_request() {
        let (mut service, _) = InOrder::new(Noting(Steps::default()));
        let answer = service.call(request("panic")).await.expect("nothing can go wrong");
        let (id, result) = answer.expect("requests are answered").into_parts();
        assert_eq!((id, result.expect_err("it failed").code.code()), (Id::Number(7), -32603));
        let silent = service.call(Request::build("panic").finish()).await.expect("nothing can go wrong");
        assert_eq!(silent, None, "notifications have no answer");
        assert!(service.call(request("edit")).await.expect("nothing can go wrong").is_some());
    }
}
