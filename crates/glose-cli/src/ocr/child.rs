//! A child process fed through pipes, killed when it takes too long or says too much.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Largest answer of a child, in bytes.
const ANSWER: u64 = 256 << 20;

/// Why a child gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It was killed when its time was up.
    TooLong,
    /// It could not be started, failed, or said too much.
    Failed,
}

/// Runs `command` with the `input` parts on its standard input; returns its standard output.
///
/// # Errors
/// When it cannot be started, fails, or is not done within `timeout`.
pub(crate) fn run(mut command: Command, input: &[&[u8]], timeout: Duration) -> Result<Vec<u8>, Failure> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| Failure::Failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (outcome, answer) = thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A child that stops reading says so by its status.
                let _ = input.iter().try_for_each(|part| stdin.write_all(part));
            }
        });
        let reader = scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|out| out.take(ANSWER + 1).read_to_end(&mut answer));
            matches!(read, Some(Ok(_))).then_some(answer)
        });
        let outcome = loop {
            match child.try_wait() {
                Ok(Some(status)) => break if status.success() { Ok(()) } else { Err(Failure::Failed) },
                Ok(None) if reader.is_finished() && started.elapsed() < timeout => {
                    thread::sleep(Duration::from_millis(1))
                }
                Ok(None) if started.elapsed() < timeout => thread::sleep(Duration::from_millis(4)),
                Ok(None) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    break Err(Failure::TooLong);
                }
                Err(_) => break Err(Failure::Failed),
            }
        };
        (outcome, reader.join().ok().flatten())
    });
    outcome?;
    answer.filter(|a| a.len() as u64 <= ANSWER).ok_or(Failure::Failed)
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Failure, run};
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn a_child_gets_its_input_and_gives_its_output() {
        let out = run(Command::new("cat"), &[b"une ", b"page"], Duration::from_secs(10));
        assert_eq!(out.as_deref(), Ok(&b"une page"[..]));
    }

    #[test]
    fn a_child_that_runs_wild_is_killed() {
        let mut sleep = Command::new("sleep");
        sleep.arg("60");
        assert_eq!(run(sleep, &[], Duration::from_millis(50)), Err(Failure::TooLong));
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure() {
        assert_eq!(run(Command::new("no-such-program-at-all"), &[], Duration::from_secs(1)), Err(Failure::Failed));
    }
}
