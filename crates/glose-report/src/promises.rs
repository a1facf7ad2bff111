//! What every format promises, held over one small circular.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::Read as _;

use glose_model::messages::Lang;
use glose_model::{Analysis, Document};

use crate::testing::{TEXT, analysis, document, ledger, raw_pages};
use crate::{Compared, Form, ReportError, ReportFormat, ReportOptions, Subject, TextOf, compare_report, report};

fn made(
    document: &Document,
    analysis: &Analysis,
    source: &[u8],
    format: ReportFormat,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let raw_pages = raw_pages();
    report(&Subject { document, raw_pages: &raw_pages, analysis, source }, format, options)
}

fn text(format: ReportFormat) -> String {
    let options = ReportOptions::default();
    String::from_utf8(made(&document(), &analysis(), &[], format, &options).unwrap()).unwrap()
}

/// Two pages of 300 × 400 points with nothing on them.
fn empty_pdf() -> Vec<u8> {
    use lopdf::{Document, Object, dictionary};
    let mut pdf = Document::with_version("1.5");
    let tree = pdf.new_object_id();
    let kids: Vec<Object> =
        (0..2).map(|_| pdf.add_object(dictionary! { "Type" => "Page", "Parent" => tree }).into()).collect();
    let size: Vec<Object> = [0, 0, 300, 400].map(Object::Integer).to_vec();
    pdf.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2, "MediaBox" => size });
    let root = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", root);
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}

const TEXTS: [ReportFormat; 5] =
    [ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Json, ReportFormat::Csv, ReportFormat::JsonLd];

#[test]
fn two_runs_give_the_same_bytes() {
    let pdf = empty_pdf();
    for format in [&TEXTS[..], &[ReportFormat::Docx, ReportFormat::Pdf]].concat() {
        let run = || made(&document(), &analysis(), &pdf, format, &ReportOptions::default()).unwrap();
        assert_eq!(run(), run(), "{format:?}");
    }
}

#[test]
fn an_altered_quote_stops_every_format() {
    let mut altered = analysis();
    altered.clauses[0].text = altered.clauses[0].text.replace("peut être", "doit être");
    let mut both = (document(), altered.clone());
    both.0.blocks[1].text = both.0.blocks[1].text.replace("peut être", "doit être");
    let pdf = empty_pdf();
    for format in [&TEXTS[..], &[ReportFormat::Docx, ReportFormat::Pdf]].concat() {
        for (document, analysis) in [&(document(), altered.clone()), &both] {
            let fault = made(document, analysis, &pdf, format, &ReportOptions::default()).unwrap_err();
            assert!(
                matches!(&fault, ReportError::QuoteNotFound { clause, page: Some(1), .. } if clause == "c1"),
                "{fault:?}"
            );
            assert!(fault.message(Lang::Fr).contains("page 1"), "{}", fault.message(Lang::Fr));
        }
    }
}

#[test]
fn a_quote_on_another_page_than_it_names_is_not_found() {
    let mut altered = analysis();
    altered.clauses[0].page = Some(2);
    altered.clauses[0].pages = vec![2];
    assert!(made(&document(), &altered, &[], ReportFormat::Html, &ReportOptions::default()).is_err());
}

/// The first page with the words of its first sentence in another order.
fn disordered_pages() -> Vec<String> {
    let first = "I. Le séjour\nà la victime. La carte peut être déli-\nvrée Elle acquitte une taxe\n3";
    vec![first.to_owned(), raw_pages()[1].clone()]
}

#[test]
fn a_sentence_in_another_order_than_the_file_is_printed_in_its_place_but_never_quoted() {
    let (document, raw_pages) = (document(), disordered_pages());
    let with = |analysis: &Analysis| {
        let subject = Subject { document: &document, raw_pages: &raw_pages, analysis, source: &[] };
        report(&subject, ReportFormat::Html, &ReportOptions::default())
    };
    let fault = with(&analysis()).unwrap_err();
    assert!(matches!(&fault, ReportError::QuoteNotFound { clause, .. } if clause == "c1"), "{fault:?}");
    let mut unquoted = analysis();
    unquoted.findings.retain(|f| f.clauses.is_empty());
    unquoted.findings[0].nearest = vec!["c1".to_owned(), "c2".to_owned()];
    let html = String::from_utf8(with(&unquoted).unwrap()).unwrap();
    let quotes: Vec<&str> = html.split("<blockquote").skip(1).filter_map(|q| q.split("</blockquote>").next()).collect();
    assert!(quotes.len() == 1 && quotes[0].contains("Elle acquitte"), "{quotes:?}");
}

#[test]
fn a_ledger_quotes_what_stands_in_its_file_and_nothing_else() {
    let (document, sure, unsure) = (document(), raw_pages(), disordered_pages());
    let texts = [&sure, &unsure, &sure].map(|raw_pages| TextOf { document: &document, raw_pages });
    let grid = analysis().grid;
    let with = |ledger: &glose_model::Ledger, format| {
        compare_report(Compared::Ledger(ledger), &texts, &grid, format, &ReportOptions::default())
    };
    let mut silent = ledger();
    for format in [ReportFormat::Html, ReportFormat::Docx, ReportFormat::Markdown, ReportFormat::Json] {
        let fault = with(&silent, format).unwrap_err();
        assert!(matches!(&fault, ReportError::QuoteNotFound { clause, .. } if clause == "c1"), "{fault:?}");
    }
    silent.comparisons.iter_mut().for_each(|c| c.summary.watch.clear());
    let html = String::from_utf8(with(&silent, ReportFormat::Html).unwrap()).unwrap();
    assert_eq!(html.matches(TEXT[1]).count(), 2, "the second text is not quoted");
    let mut altered = silent.clone();
    altered.texts[2].clauses[1].text = altered.texts[2].clauses[1].text.replace("30", "300");
    assert!(with(&altered, ReportFormat::Html).is_err());
}

#[test]
fn the_page_says_what_the_group_needs() {
    let html = text(ReportFormat::Html);
    for part in [
        "<html lang=\"fr\">",
        "<h1>Instruction du 1er\u{a0}mai\u{a0}2015</h1>",
        "NOR INTV1500001J",
        "«\u{a0}La carte <mark>peut</mark> être délivrée à la victime.\u{a0}»",
        "p.\u{a0}1, section\u{a0}I",
        "Formulation trop faible",
        "Convention de Varsovie, art.\u{a0}14",
        "Le texte n’en dit rien",
        "href=\"#c1\"",
        "href=\"#f1\"",
        &"0".repeat(64),
    ] {
        assert!(html.contains(part), "{part}");
    }
    for part in ["http://", "https://", "<script src", "@import"] {
        assert!(!html.contains(part), "the page must not reach out: {part}");
    }
}

#[test]
fn what_a_text_says_cannot_become_markup() {
    let mut odd = analysis();
    odd.findings[0].why = "<script>alert(1)</script> & « x »".to_owned();
    odd.document.meta.object = Some("\"</style><b>".to_owned());
    let options = ReportOptions { title: Some("</style>\"; } b { color: red".to_owned()), ..ReportOptions::default() };
    let html = String::from_utf8(made(&document(), &odd, &[], ReportFormat::Html, &options).unwrap()).unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("</style><b>"));
    assert_eq!(html.matches("</style>").count(), 1);
}

#[test]
fn a_template_of_the_group_is_used_and_its_fault_is_named() {
    let mut options = ReportOptions::default();
    options.templates.insert("report.md".to_owned(), "{{ head.nor }}, {{ counts.points }}".to_owned());
    assert_eq!(made(&document(), &analysis(), &[], ReportFormat::Markdown, &options).unwrap(), b"INTV1500001J, 2");
    options.templates.insert("report.md".to_owned(), "\n{{ head. }}".to_owned());
    let fault = made(&document(), &analysis(), &[], ReportFormat::Markdown, &options).unwrap_err();
    assert!(matches!(&fault, ReportError::Template { name, line: Some(2), .. } if name == "report.md"), "{fault:?}");
}

#[test]
fn the_word_processor_file_reads_back() {
    for form in [Form::Annexe, Form::Marge] {
        let options = ReportOptions { form, authors: Some("Le collectif".to_owned()), ..ReportOptions::default() };
        let bytes = made(&document(), &analysis(), &[], ReportFormat::Docx, &options).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            text
        };
        let comments = part("word/comments.xml");
        assert!(comments.contains("w:author=\"Le collectif\" w:date=\"2015-05-01T00:00:00Z\""), "{comments}");
        let body = part("word/document.xml");
        let plain: String = body.split('<').map(|p| p.split_once('>').map_or("", |p| p.1)).collect();
        assert!(plain.contains("La carte peut être délivrée à la victime."), "{plain}");
        let words = body.split("<w:commentRangeStart w:id=\"0\"/>").nth(1).unwrap();
        let words = words.split("<w:commentRangeEnd").next().unwrap();
        assert!(words.contains(">peut<"), "the comment stands on the words that triggered the point: {words}");
    }
}

#[test]
fn the_original_pdf_stays_byte_for_byte() {
    let pdf = empty_pdf();
    let out = made(&document(), &analysis(), &pdf, ReportFormat::Pdf, &ReportOptions::default()).unwrap();
    assert!(out.starts_with(&pdf) && out.len() > pdf.len());
    let read = lopdf::Document::load_mem(&out).unwrap();
    let page = *read.get_pages().get(&1).unwrap();
    let annotations = read.get_dictionary(page).unwrap().get(b"Annots").unwrap().as_array().unwrap();
    assert_eq!(annotations.len(), 2);
    let summary = read.get_dictionary(annotations[1].as_reference().unwrap()).unwrap();
    let summary = lopdf::decode_text_string(summary.get(b"Contents").unwrap()).unwrap();
    for part in ["Le texte n’en dit rien", "Recherché dans tout le texte", "glose 0.", &"1".repeat(64), &"0".repeat(64)]
    {
        assert!(summary.contains(part), "{part}: {summary}");
    }
    let note = read.get_dictionary(annotations[0].as_reference().unwrap()).unwrap();
    let quads: Vec<f32> =
        note.get(b"QuadPoints").unwrap().as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect();
    // Two lines of the page as displayed, from 100 and 120 points down.
    assert_eq!(quads.len(), 16);
    assert_eq!(quads[..4], [50.0, 300.0, 250.0, 300.0]);
    assert!(note.has(b"AP"));
    assert!(read.catalog().unwrap().has(b"Outlines"));
}

#[test]
fn annotations_carry_the_words_around_the_quote() {
    let value: serde_json::Value = serde_json::from_str(&text(ReportFormat::JsonLd)).unwrap();
    let item = &value["first"]["items"][0];
    let selectors = &item["target"][0]["selector"];
    assert_eq!(selectors[0]["exact"], "La carte peut être délivrée à la victime.");
    assert_eq!(selectors[0]["prefix"], "I. Le séjour\n\n");
    assert!(selectors[0]["suffix"].as_str().unwrap().starts_with(" Elle acquitte"));
    assert_eq!(selectors[1]["start"], 14);
    assert_eq!(selectors[2]["value"], "page=1");
}
