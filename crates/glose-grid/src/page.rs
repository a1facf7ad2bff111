//! A grid as a lawyer reads it: concerns, standards, words, what is wanted, what is checked.

use glose_model::messages::{self, Lang};

use crate::{Grid, Terms};

impl Grid {
    /// The grid as a page of Markdown.
    #[must_use]
    pub fn page(&self, lang: Lang) -> String {
        let say = |code: &str| messages::text(lang, code, &[]);
        let colon = if lang == Lang::Fr { "\u{a0}:" } else { ":" };
        let info = &self.file.grid;
        let mut out =
            format!("# {}\n\n{} {}. {}\n", info.label.get(lang), info.id, info.version, info.owners.get(lang));
        let terms = |out: &mut String, code: &str, terms: &Terms| {
            if !terms.is_empty() {
                out.push_str(&format!("- **{}**{colon} {}\n", say(code), terms.list.join(" · ")));
            }
        };
        for concern in &self.file.concern {
            out.push_str(&format!("\n## {} ({})\n\n", concern.label.get(lang), concern.id));
            let about = concern.about.get(lang);
            if !about.is_empty() {
                out.push_str(&format!("{about}\n\n"));
            }
            if !concern.standards.is_empty() {
                out.push_str(&format!(
                    "- **{}**{colon} {}\n",
                    say("grid-page-standards"),
                    concern.standards.join(" ; ")
                ));
            }
            terms(&mut out, "grid-page-strong", &concern.strong);
            terms(&mut out, "grid-page-weak", &concern.weak);
            terms(&mut out, "grid-page-hint", &concern.hint);
            terms(&mut out, "grid-page-anaphora", &concern.anaphora);
            terms(&mut out, "grid-page-except", &concern.except);
            terms(&mut out, "grid-page-never", &concern.never);
            let checks: Vec<_> = self.file.check.iter().filter(|c| c.common().concern == concern.id).collect();
            if !checks.is_empty() {
                out.push_str(&format!("\n{}{colon}\n\n", say("grid-page-checks")));
            }
            for check in checks {
                let common = check.common();
                out.push_str(&format!("- {} [{}]\n", common.reason.get(lang), common.id));
            }
        }
        if !self.file.polarity.is_empty() {
            out.push_str(&format!("\n## {}\n\n", say("grid-page-worth")));
        }
        for rule in &self.file.polarity {
            let verdict = say(match rule.verdict {
                glose_model::Polarity::Positif => "grid-page-good",
                glose_model::Polarity::Probleme => "grid-page-bad",
                glose_model::Polarity::AAmeliorer => "grid-page-better",
                glose_model::Polarity::Neutre => "grid-page-neutral",
            });
            out.push_str(&format!("- {verdict}{colon} {} [{}]\n", rule.reason.get(lang), rule.id));
        }
        let whole: Vec<_> = self.file.check.iter().filter(|c| c.common().concern.is_empty()).collect();
        if !whole.is_empty() {
            out.push_str(&format!("\n## {}\n\n", say("grid-page-everywhere")));
        }
        for check in whole {
            out.push_str(&format!("- {} [{}]\n", check.common().reason.get(lang), check.common().id));
        }
        out
    }
}
