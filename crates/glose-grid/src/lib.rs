//! A grid of concerns: its TOML language, its faults explained, its compiled matchers.

use glose_model::GridHead;
use glose_model::messages::Lang;

/// A grid, compiled.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its name and concerns.
    pub head: GridHead,
}

impl Grid {
    /// The default grid, on trafficking in human beings.
    #[must_use]
    pub fn default_grid(_lang: Lang) -> Self {
        Self { head: GridHead { id: "traite".into(), version: "0".into(), sha256: String::new(), concerns: vec![] } }
    }
}
