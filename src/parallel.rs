//! Work spread over the machine's cores, with results in the order of the work.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` on every item, several at a time, and hands each result to `take` in the order of the items, as soon
/// as it is due.
///
/// # Errors
///
/// The first error of `take`; items that were not begun by then are left.
pub(crate) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if send.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (index, result) in receive {
            early.insert(index, result);
            while let Some(result) = early.remove(&due) {
                take(result)?;
                due += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn keeps_the_order() {
        let items: Vec<usize> = (0..500).collect();
        let mut results = Vec::new();
        let done: Result<(), ()> = in_order(
            &items,
            |&item| item * 2,
            |result| {
                results.push(result);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert_eq!(results, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn stops_at_the_first_error() {
        let mut taken = 0;
        let done = in_order(
            &[1, 2, 3, 4],
            |&item| item,
            |item| {
                taken += 1;
                if item == 2 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 2));
    }

    #[test]
    fn does_nothing_with_nothing() {
        assert_eq!(in_order(&[] as &[u8], |_| (), |()| Err("called")), Ok(()));
    }
}
