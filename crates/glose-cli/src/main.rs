//! The `glose` program: arguments, messages, progress, files and exit statuses.

mod args;
mod commands;
mod console;
mod inputs;
mod many;
mod ocr;
mod outputs;
mod reading;
mod reporting;
mod status;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use status::Status;

fn main() -> ExitCode {
    // A fault of the program on one file is told in the user's language, where the file is known.
    std::panic::set_hook(Box::new(|_| {}));
    let given: Vec<OsString> = std::env::args_os().collect();
    let lang = args::language(&given);
    match args::command(lang).try_get_matches_from(given) {
        Ok(matches) => {
            let status = Status::new(lang, matches.get_flag("quiet"));
            commands::run(&matches, &status).unwrap_or_else(|| status.code())
        }
        Err(error) if error.use_stderr() => {
            let status = Status::new(lang, false);
            status.fail_with(status::Outcome::Usage, &usage::explain(&error, lang));
            status.code()
        }
        Err(help) => match help.print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
    }
}
