//! What the terminals of a run can show: colour, and how many columns.

use std::io::{IsTerminal, stderr, stdin, stdout};

use glose_report::Terminal;
use terminal_size::{Width, terminal_size_of};

use crate::outputs::Output;

/// How a text for `output` is to look: plain and uncut in a file or a pipe.
pub(crate) fn for_output(output: &Output) -> Terminal {
    match output {
        Output::Stdout if stdout().is_terminal() => shown(terminal_size_of(stdout()).map(|(width, _)| width)),
        _ => Terminal { colour: false, width: 0 },
    }
}

/// How a text on standard error is to look.
pub(crate) fn for_messages() -> Terminal {
    if stderr().is_terminal() {
        shown(terminal_size_of(stderr()).map(|(width, _)| width))
    } else {
        Terminal { colour: false, width: 0 }
    }
}

/// Whether there is someone to ask.
pub(crate) fn can_ask() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Colour unless `NO_COLOR` is set and not empty (no-color.org), or the terminal is `dumb`.
fn shown(width: Option<Width>) -> Terminal {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    Terminal { colour: !plain, width: width.map_or(80, |Width(columns)| usize::from(columns)) }
}
