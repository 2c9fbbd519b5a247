//! A reader that lets only whole, readable messages through.
//!
//! The transport ends the whole conversation at the first message it cannot decode, and it accepts at most two
//! headers. A message that is no JSON-RPC reaches it from here as a request for [`UNREADABLE`], which is answered
//! with a parse error; headers reach it as one `Content-Length`. This file must not know any other method.

use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use memchr::memmem;
use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp_server::jsonrpc::{Request, Response};

/// The method that stands for a message that could not be read.
pub(super) const UNREADABLE: &str = "second-opinion/unreadable";

const UNREADABLE_BODY: &[u8] = br#"{"jsonrpc":"2.0","id":null,"method":"second-opinion/unreadable"}"#;

const HEADER: &[u8] = b"Content-Length";

/// How much is read at once: a keystroke's message many times over, a draft in a few steps.
const CHUNK: usize = 16 * 1024;

/// The reader; see the module's documentation.
pub(super) struct Checked<R> {
    reader: R,
    incoming: Vec<u8>,
    outgoing: Vec<u8>,
    sent: usize,
}

impl<R> Checked<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, incoming: Vec::new(), outgoing: Vec::new(), sent: 0 }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Checked<R> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            let waiting = this.outgoing.get(this.sent..).unwrap_or_default();
            if !waiting.is_empty() {
                let (now, _) = waiting.split_at(waiting.len().min(out.remaining()));
                out.put_slice(now);
                this.sent += now.len();
                return Poll::Ready(Ok(()));
            }
            this.outgoing.clear();
            this.sent = 0;
            let mut chunk = [0; CHUNK];
            let mut chunk = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut this.reader).poll_read(context, &mut chunk))?;
            if chunk.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            this.incoming.extend_from_slice(chunk.filled());
            let used = pass_on(&this.incoming, &mut this.outgoing);
            this.incoming.drain(..used);
        }
    }
}

/// Moves whole messages from one buffer to the other; returns how many bytes of the first are done with.
fn pass_on(incoming: &[u8], outgoing: &mut Vec<u8>) -> usize {
    let mut used = 0;
    loop {
        let rest = incoming.get(used..).unwrap_or_default();
        match next(rest) {
            Next::Incomplete => return used,
            Next::Garbage(length) => {
                write(UNREADABLE_BODY, outgoing);
                used += length;
            }
            Next::Message(body) => {
                used += body.end;
                let body = rest.get(body).unwrap_or_default();
                write(if is_readable(body) { body } else { UNREADABLE_BODY }, outgoing);
            }
        }
    }
}

enum Next {
    Incomplete,
    /// The body of a whole message.
    Message(Range<usize>),
    /// So many bytes that are no message.
    Garbage(usize),
}

fn next(bytes: &[u8]) -> Next {
    let Some(end) = memmem::find(bytes, b"\r\n\r\n") else { return Next::Incomplete };
    let head = bytes.get(..end).unwrap_or_default();
    let body = end + 4;
    match content_length(head).and_then(|length| body.checked_add(length)) {
        Some(end) if end <= bytes.len() => Next::Message(body..end),
        Some(_) => Next::Incomplete,
        // A header may begin in the middle of what cannot be read; otherwise all of it goes.
        None => Next::Garbage(memmem::find(head.get(1..).unwrap_or_default(), HEADER).map_or(body, |at| at + 1)),
    }
}

fn content_length(head: &[u8]) -> Option<usize> {
    let head = std::str::from_utf8(head).ok()?;
    let value = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("Content-Length").then(|| value.trim().parse().ok())?
    };
    head.split("\r\n").find_map(value)
}

/// Whether the transport can decode a body; asked of the transport's own types, so that the two always agree.
///
/// Every message is therefore read twice: about a microsecond for a keystroke, about a millisecond for the text of a
/// whole book when it is opened.
fn is_readable(body: &[u8]) -> bool {
    serde_json::from_slice::<Request>(body).is_ok() || serde_json::from_slice::<Response>(body).is_ok()
}

fn write(body: &[u8], outgoing: &mut Vec<u8>) {
    outgoing.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    outgoing.extend_from_slice(body);
}

#[cfg(test)]
mod tests {
    use super::{UNREADABLE, pass_on};

    const PING: &str = r#"{"jsonrpc":"2.0","method":"ping"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The bodies that come through, with `!` for one that could not be read.
    #[track_caller]
    fn check(incoming: &str, expected: &[&str], left: usize) {
        let mut outgoing = Vec::new();
        let used = pass_on(incoming.as_bytes(), &mut outgoing);
        let outgoing = String::from_utf8(outgoing).expect("bodies are text");
        let frames = outgoing.split("Content-Length: ").filter_map(|frame| frame.split_once("\r\n\r\n"));
        let bodies: Vec<&str> = frames.map(|(_, body)| if body.contains(UNREADABLE) { "!" } else { body }).collect();
        assert_eq!(bodies, expected);
        assert_eq!(incoming.len() - used, left, "bytes left over");
    }

    #[test]
    fn what_is_readable_passes_untouched() {
        check(&framed(PING), &[PING], 0);
        let request = r#"{"jsonrpc":"2.0","id":"a","method":"m","params":{"text":"😀"}}"#;
        let response = r#"{"jsonrpc":"2.0","id":7,"result":null}"#;
        let error = r#"{"jsonrpc":"2.0","id":7,"error":{"code":-1,"message":"no"}}"#;
        let all = [request, response, error].map(framed).concat();
        check(&all, &[request, response, error], 0);
        check(&format!("content-length: {}\r\nX: y\r\nZ: w\r\n\r\n{PING}", PING.len()), &[PING], 0);
    }

    #[test]
    fn an_unfinished_message_waits() {
        let whole = framed(PING);
        check("", &[], 0);
        check(&whole[..10], &[], 10);
        check(&whole[..whole.len() - 1], &[], whole.len() - 1);
        check(&format!("{whole}Conte"), &[PING], 5);
    }

    #[test]
    fn what_is_not_readable_is_told_and_what_follows_passes() {
        let nested = format!(r#"{{"jsonrpc":"2.0","method":"m","params":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        let bodies = [
            "{",
            "[]",
            "7",
            "",
            r#"{"jsonrpc":"1.0","method":"m"}"#,
            r#"{"jsonrpc":"2.0","method":5}"#,
            r#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#,
            &nested,
        ];
        for body in bodies {
            check(&format!("{}{}", framed(body), framed(PING)), &["!", PING], 0);
        }
        check(&format!("Content-Length: x\r\n\r\n{}", framed(PING)), &["!", PING], 0);
        check(&format!("nonsense\r\n{}", framed(PING)), &[PING], 0);
        check(&format!("nonsense\r\n\r\n{}", framed(PING)), &["!", PING], 0);
    }
}
