//! Batched reads run beside the execution, in its task and after it: a batch that began before every row
//! has named its key would take a second statement for the rest.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures::{
    future::BoxFuture,
    stream::{self, BoxStream, Stream},
};

/// How often execution may give way before what runs beside it gets its turn all the same.
const TURNS: usize = 1000;

/// Answers what `execution` does, and drives `beside` along with it.
pub(super) async fn run<T>(execution: impl Future<Output = T>, beside: BoxFuture<'static, ()>) -> T {
    let mut execution = pin!(execution);
    let mut beside = Some(beside);
    poll_fn(|context| poll(context, &mut beside, |context| execution.as_mut().poll(context))).await
}

/// The same for each of `answers`.
pub(super) fn along<T: 'static>(
    mut answers: BoxStream<'static, T>,
    beside: BoxFuture<'static, ()>,
) -> impl Stream<Item = T> + Send + 'static {
    let mut beside = Some(beside);
    stream::poll_fn(move |context| poll(context, &mut beside, |context| answers.as_mut().poll_next(context)))
}

/// Polls `execution`, and `beside` when it waits for something other than itself: a list of many rows
/// gives way now and then only to be asked again.
fn poll<T>(
    context: &mut Context<'_>,
    beside: &mut Option<BoxFuture<'static, ()>>,
    mut execution: impl FnMut(&mut Context<'_>) -> Poll<T>,
) -> Poll<T> {
    let gave_way = Arc::new(GaveWay { said: AtomicBool::new(false), task: context.waker().clone() });
    let waker = Waker::from(gave_way.clone());
    for _ in 0..TURNS {
        let answer = execution(&mut Context::from_waker(&waker));
        if answer.is_ready() {
            return answer;
        }
        if !gave_way.said.swap(false, Ordering::AcqRel) {
            break;
        }
    }
    if beside.as_mut().is_some_and(|running| running.as_mut().poll(context).is_ready()) {
        *beside = None;
    }
    Poll::Pending
}

/// Wakes the task, and knows that it was asked to.
struct GaveWay {
    said: AtomicBool,
    task: Waker,
}

impl Wake for GaveWay {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.said.store(true, Ordering::Release);
        self.task.wake_by_ref();
    }
}
