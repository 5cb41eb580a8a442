//! Work that all cores do at once and one thread takes in, in its order and while the rest goes on.
//!
//! The thread that calls has a few jobs begun ahead of the one whose turn it is. Results come back in
//! any order and wait until it is theirs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

/// Does all jobs on the cores and hands their results over in the order of the jobs, until it is told
/// to stop. Once the first are begun, `meanwhile` is called.
pub fn in_order<S, J: Sync, R: Send>(
    state: &mut S,
    jobs: &[J],
    work: impl Fn(&J) -> R + Sync,
    meanwhile: impl FnOnce(&mut S),
    mut take: impl FnMut(&mut S, R) -> ControlFlow<()>,
) {
    let ahead = 2 * rayon::current_num_threads() + 1;
    let (sender, results) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        let work = &work;
        let begin = |at: usize| {
            let sender = sender.clone();
            scope.spawn(move |_| {
                let done = catch_unwind(AssertUnwindSafe(|| work(&jobs[at])));
                // Nobody listens once it was told to stop.
                let _ = sender.send((at, done));
            });
        };
        (0..jobs.len().min(ahead)).for_each(begin);
        meanwhile(state);
        let mut early = BTreeMap::new();
        for turn in 0..jobs.len() {
            let done = loop {
                if let Some(done) = early.remove(&turn) {
                    break done;
                }
                let (at, done) = results.recv().expect("this scope holds a sender");
                early.insert(at, done);
            };
            if turn + ahead < jobs.len() {
                begin(turn + ahead);
            }
            let result = done.unwrap_or_else(|panic| resume_unwind(panic));
            if take(state, result).is_break() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs_until_it_is_told_to_stop() {
        let jobs: Vec<usize> = (0..100).collect();
        let mut taken = Vec::new();
        let take = |taken: &mut Vec<usize>, done| {
            taken.push(done);
            if taken.len() < 41 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        in_order(
            &mut taken,
            &jobs,
            |job| job * 2,
            |taken| taken.push(1),
            take,
        );
        let doubled = (0..40).map(|job| job * 2);
        assert_eq!(taken, [1].into_iter().chain(doubled).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "job 7")]
    fn a_panic_of_a_job_is_one_of_the_caller() {
        let jobs: Vec<usize> = (0..20).collect();
        let work = |job: &usize| assert!(*job != 7, "job {job}");
        let take = |_: &mut (), ()| ControlFlow::Continue(());
        in_order(&mut (), &jobs, work, |()| (), take);
    }
}
