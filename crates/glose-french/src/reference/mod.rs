//! References to French and European law, in normal form: `CESEDA L316-1`, `CP 225-4-1`,
//! `Convention de Varsovie 13`, `Directive 2011/36/UE 8`, `Loi 2013-711`, `NOR INTV1512347J`.
//!
//! A range gives its two ends; « du même code » is resolved; a code alone, a text cited only by its
//! date and the articles of the text itself are none.

mod list;
mod text;

use crate::{Span, WordKind, Words};
use text::{Kind, Named, named};

/// A reference to law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Normal form.
    pub form: String,
    /// Its words: the article number, or the name of the text where no article is cited.
    pub span: Span,
}

/// What a reference leans on: carried from clause to clause of one text.
#[derive(Clone, Debug, Default)]
pub struct ReferenceContext {
    /// The texts named so far, the last at the end; at most one of each name.
    texts: Vec<(String, Kind)>,
    /// Articles named with their code.
    known: Vec<(String, String)>,
    /// The texts of the columns of the table being read.
    columns: Vec<Option<(String, Kind)>>,
}

impl ReferenceContext {
    fn name(&mut self, key: &str, kind: Kind) {
        self.texts.retain(|(k, _)| k != key);
        self.texts.push((key.to_owned(), kind));
    }

    fn last(&self, kind: Kind) -> Option<(String, Kind)> {
        self.texts.iter().rev().find(|(_, k)| *k == kind).cloned()
    }

    /// The last text of the kind; of codes, the last whose articles are numbered in the same style
    /// (« 706-57 » is no article of a code that numbers « L. 316-1 »).
    fn last_numbered(&self, kind: Kind, plain: bool) -> Option<(String, Kind)> {
        let other_style = |code: &str| {
            let mut all = self.known.iter().filter(|(_, c)| c == code).peekable();
            all.peek().is_some() && all.all(|(a, _)| a.starts_with(|c: char| c.is_ascii_digit()) != plain)
        };
        if kind != Kind::Code {
            return self.last(kind);
        }
        self.texts
            .iter()
            .rev()
            .filter(|(_, k)| *k == kind)
            .find(|(c, _)| !other_style(c))
            .cloned()
            .or_else(|| self.last(kind))
    }

    /// Names the texts of a table's columns by its header cells: in the rows that follow, until the
    /// next call, « article 10 » is an article of its column's text.
    pub fn columns(&mut self, header: &[&str]) {
        self.columns = header
            .iter()
            .map(|cell| {
                let words = Words::new(cell);
                (0..words.len()).find_map(|i| named(&words, i)).map(|n| (n.key, n.kind))
            })
            .collect();
    }

    fn learn(&mut self, article: &str, code: &str) {
        if !self.known.iter().any(|(a, c)| a == article && c == code) {
            self.known.push((article.to_owned(), code.to_owned()));
        }
    }

    /// The code of an article cited without one: the code it was named with before, else that of
    /// its neighbours (same letter and first number), else, for « L. », « R. », « D. », the last code
    /// that numbers its articles so.
    fn code_of(&self, article: &str) -> Option<String> {
        let by = |test: &dyn Fn(&str) -> bool| self.known.iter().rev().find(|(a, _)| test(a)).map(|(_, c)| c.clone());
        let lettered = article.starts_with(|c: char| c.is_ascii_alphabetic());
        let series = article.split('-').next().unwrap_or(article);
        by(&|a| a == article)
            .or_else(|| article.contains('-').then(|| by(&|a| a.split('-').next() == Some(series)))?)
            .or_else(|| lettered.then(|| by(&|a| a.starts_with(|c: char| c.is_ascii_alphabetic())))?)
            .or_else(|| lettered.then(|| self.last(Kind::Code).map(|(k, _)| k))?)
    }
}

/// An article number in a list.
struct Article {
    number: String,
    span: Span,
}

/// The references of a clause, in order; `context` is read for « du même code », and learns.
#[must_use]
pub fn references(words: &Words<'_>, context: &mut ReferenceContext) -> Vec<Reference> {
    let mut reader = Reader { words, context, out: Vec::new(), before: None };
    let mut i = 0;
    while i < words.len() {
        i = reader.step(i).max(i + 1);
    }
    let mut out = reader.out;
    out.sort_by_key(|r| r.span.start);
    out.dedup_by(|a, b| a.form == b.form && a.span == b.span);
    out
}

struct Reader<'a, 't> {
    words: &'a Words<'t>,
    context: &'a mut ReferenceContext,
    out: Vec<Reference>,
    /// A text just named, which articles may follow (« Code pénal, articles… »), with the token after it.
    before: Option<(Named, usize)>,
}

impl Reader<'_, '_> {
    fn w(&self, i: usize) -> &str {
        self.words.folded(i)
    }

    /// Reads what begins at the token `i`; gives the token after it.
    fn step(&mut self, i: usize) -> usize {
        if let Some(after) = self.articles(i) {
            return after;
        }
        if let Some(text) = named(self.words, i) {
            return self.alone(i, text);
        }
        i + 1
    }

    /// A text that no article goes with (yet).
    fn alone(&mut self, i: usize, text: Named) -> usize {
        self.context.name(&text.key, text.kind);
        let end = text.end;
        // « Code pénal, articles 225-4-1 », « CIDE, art. 3 », « CESEDA (art. L. 316-1) ».
        let start = self.past_date(end);
        let follows = (start..start + 6)
            .take_while(|k| {
                self.article_word(*k)
                    || self.lettered(*k).is_some()
                    || k.checked_sub(1).is_some_and(|p| self.article_word(p))
                    || matches!(
                        self.w(*k),
                        "," | "("
                            | ")"
                            | ":"
                            | "en"
                            | "son"
                            | "ses"
                            | "dans"
                            | "particulier"
                            | "notamment"
                            | "et"
                            | "a"
                    )
            })
            .any(|k| self.article_word(k) || self.lettered(k).is_some());
        let end_of_name = end;
        let end = start;
        self.before = follows.then(|| (text.clone(), end));
        if text.kind != Kind::Code && !follows {
            let span = self.words.span(i, end_of_name);
            self.out.push(Reference { form: text.key.clone(), span });
        }
        // « les directives 2004/81/CE et 2011/36/UE », « les lois n° 2013-711 … et n° 2016-444 ».
        let mut at = end;
        if matches!(self.w(i), "directives" | "lois" | "decrets" | "ordonnances" | "reglements") {
            while matches!(self.w(at), "," | "et" | "ou")
                && let Some(next) = text::numbered(self.words, at + 1, text.kind)
            {
                self.context.name(&next.key, next.kind);
                let span = self.words.span(at + 1, next.end);
                self.out.push(Reference { form: next.key, span });
                at = next.end;
            }
        }
        at
    }

    /// Past « du 5 avril 2011 », « du Parlement européen et du Conseil », « (CESEDA) ».
    fn past_date(&self, from: usize) -> usize {
        let mut k = from;
        while k < from + 14
            && (matches!(
                self.w(k),
                "du" | "des"
                    | "parlement"
                    | "europeen"
                    | "conseil"
                    | "modifiee"
                    | "modifie"
                    | "precitee"
                    | "precite"
                    | "susvisee"
            ) || self.month(k)
                || self.words.kind(k) == WordKind::Number
                || self.w(k) == "et" && self.w(k + 1) == "du")
        {
            k += 1;
        }
        k
    }

    /// One list of numbers that share a text; gives the token after the text.
    fn list(&mut self, from: usize, word: bool) -> Option<usize> {
        let mut found: Vec<Article> = Vec::new();
        let mut letter = String::new();
        let mut k = from;
        loop {
            let start = k;
            let mut own = false;
            if let Some((l, at)) = self.lettered(k) {
                letter = l;
                own = true;
                k = at;
            } else if self.w(k) == "premier" && found.is_empty() {
                found.push(Article { number: "1".to_owned(), span: self.words.span(k, k + 1) });
                k += 1;
                break;
            }
            let Some((number, end)) = self.number(k) else {
                k = start;
                break;
            };
            // « 2° », « 3 e alinéa » are parts of an article, not articles.
            if !own && matches!(self.w(end), "°" | "euros" | "ans" | "mois" | "jours" | "alinea" | "e" | "eme") {
                k = start;
                break;
            }
            let number = match found.last() {
                // « L. 753-1 et 12 » means L. 753-12; « L. 316-1 et 316-2 » keeps its letter.
                Some(last) if !own && !letter.is_empty() && !number.contains('-') => match last.number.rsplit_once('-')
                {
                    Some((stem, _)) => format!("{stem}-{number}"),
                    None => format!("{letter}{number}"),
                },
                _ => format!("{letter}{number}"),
            };
            found.push(Article { number, span: self.words.span(start, end) });
            k = end;
            let next = self.separator(k);
            if next == k {
                break;
            }
            k = next;
        }
        if found.is_empty() {
            return None;
        }
        let after = self.attribute(found, k, from, word);
        Some(after)
    }

    /// Gives the list its text: after it, before it, or from the context.
    fn attribute(&mut self, found: Vec<Article>, after: usize, from: usize, word: bool) -> usize {
        let k = self.qualifiers(after);
        let mut n = k;
        if self.w(n) == "," {
            n += 1;
        }
        let linked = matches!(self.w(n), "du" | "de" | "des" | "d'" | "dudit" | "de la");
        let mut at = n;
        while matches!(self.w(at), "du" | "de" | "la" | "le" | "des" | "d'" | "l'") && at < n + 3 {
            at += 1;
        }
        // The text named right after.
        if let Some(text) = named(self.words, at).filter(|_| linked || at == n) {
            self.context.name(&text.key, text.kind);
            self.give(&found, &text.key, text.kind);
            return text.end;
        }
        // « du même code », « de cette directive », « de la convention précitée », « dudit décret ».
        if linked && let Some((kind, end, own)) = self.anaphor(n) {
            if own {
                return end;
            }
            let numbered = |c: char| c.is_ascii_digit();
            let plain = found.first().is_some_and(|a| a.number.starts_with(numbered));
            if let Some((key, kind)) = self.context.last_numbered(kind, plain) {
                self.context.name(&key, kind);
                self.give(&found, &key, kind);
            }
            return end;
        }
        // « de la circulaire du… », « de l’arrêté », « de l’annexe »: a text that has no normal form.
        if linked
            && matches!(
                self.w(at),
                "circulaire"
                    | "instruction"
                    | "arrete"
                    | "annexe"
                    | "note"
                    | "loi"
                    | "decret"
                    | "ordonnance"
                    | "accord"
                    | "reglement"
                    | "convention"
                    | "charte"
                    | "protocole"
                    | "statuts"
                    | "cahier"
                    | "contrat"
                    | "marche"
                    | "present"
                    | "presente"
            )
        {
            return at + 1;
        }
        // A text named right before.
        if let Some((text, end)) = self.before.take()
            && from.saturating_sub(end) <= 6
        {
            self.before = Some((text.clone(), after));
            self.give(&found, &text.key, text.kind);
            return after;
        }
        // The column of a table row, by its header.
        let column = self
            .words
            .tokens()
            .get(from)
            .and_then(|t| self.words.text().get(..t.bytes.start))
            .map_or(0, |s| s.matches('\t').count());
        if self.words.text().contains('\t')
            && let Some(Some((key, kind))) = self.context.columns.get(column).cloned()
        {
            self.give(&found, &key, kind);
            return after;
        }
        // The context: an article named before with its code.
        let plain = found.iter().all(|a| !a.number.contains('-') && a.number.starts_with(|c: char| c.is_ascii_digit()));
        if plain && !word {
            return after;
        }
        for a in found {
            if let Some(code) = self.context.code_of(&a.number) {
                self.push(&code, &a);
            }
        }
        after
    }

    /// « du même code » and its like at `n`: the kind, the token after, and whether the text itself is meant.
    fn anaphor(&self, n: usize) -> Option<(Kind, usize, bool)> {
        let mut k = n;
        let mut own = false;
        let mut marked = self.w(n) == "dudit";
        while k < n + 5 {
            match self.w(k) {
                "du" | "de" | "la" | "le" | "l'" | "des" | "d'" | "dudit" => {}
                "meme" | "ce" | "cette" | "ledit" | "ladite" | "precitee" | "precite" => marked = true,
                "present" | "presente" => own = true,
                _ => break,
            }
            k += 1;
        }
        let kind = match self.w(k) {
            "code" => Kind::Code,
            "directive" => Kind::Directive,
            "convention" => Kind::Convention,
            "loi" => Kind::Law,
            "decret" => Kind::Decree,
            "ordonnance" => Kind::Ordinance,
            "reglement" => Kind::Regulation,
            "circulaire" | "instruction" | "note" | "guide" | "charte" if own => Kind::Nor,
            _ => return None,
        };
        k += 1;
        while matches!(self.w(k), "precite" | "precitee" | "susvise" | "susvisee" | "susmentionne" | "susmentionnee") {
            marked = true;
            k += 1;
        }
        // « de la directive », « de la convention » alone take up the last one; « de la loi du… » is cited by date.
        let bare = matches!(kind, Kind::Directive | Kind::Convention | Kind::Code)
            && !matches!(self.w(k), "du" | "de" | "des" | "d'");
        (marked || own || bare).then_some((kind, k, own))
    }

    fn give(&mut self, found: &[Article], key: &str, kind: Kind) {
        for a in found {
            if kind == Kind::Code {
                self.context.learn(&a.number, key);
            }
            self.push(key, a);
        }
    }

    fn push(&mut self, key: &str, article: &Article) {
        self.out.push(Reference { form: format!("{key} {}", article.number), span: article.span });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_row_takes_the_texts_of_its_header() {
        let mut context = ReferenceContext::default();
        context.columns(&["Présente instruction", "Convention de Varsovie", "Directive 2011/36/UE"]);
        let row = "Point 4\tarticle 10\tarticle 11, paragraphe 4";
        let forms: Vec<String> = references(&Words::new(row), &mut context).into_iter().map(|r| r.form).collect();
        assert_eq!(forms, ["Convention de Varsovie 10", "Directive 2011/36/UE 11"]);
    }
}
