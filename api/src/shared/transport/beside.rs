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

use futures::future::BoxFuture;

/// How often execution may give way before what runs beside it gets its turn all the same.
const TURNS: usize = 1000;

/// Answers what `execution` does. `beside` is polled when execution waits for something other than itself:
/// a list of many rows gives way now and then only to be asked again.
pub(super) async fn run<T>(execution: impl Future<Output = T>, mut beside: BoxFuture<'static, ()>) -> T {
    let mut execution = pin!(execution);
    let mut ended = false;
    poll_fn(|context| {
        let gave_way = Arc::new(GaveWay { said: AtomicBool::new(false), task: context.waker().clone() });
        let waker = Waker::from(gave_way.clone());
        for _ in 0..TURNS {
            if let Poll::Ready(answer) = execution.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Poll::Ready(answer);
            }
            if !gave_way.said.swap(false, Ordering::AcqRel) {
                break;
            }
        }
        if !ended {
            ended = beside.as_mut().poll(context).is_ready();
        }
        Poll::Pending
    })
    .await
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
