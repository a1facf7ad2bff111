//! The command line: subcommands, options, and their help in French or English.

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use glose_model::messages::{self, Lang};
use std::ffi::OsString;
use std::path::PathBuf;

/// The language asked for on the command line, before it is parsed, so that the parser itself
/// can speak it.
pub(crate) fn language(args: &[OsString]) -> Lang {
    let mut wanted = Lang::Fr;
    let mut rest = args.iter().filter_map(|a| a.to_str());
    while let Some(arg) = rest.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => rest.next(),
            Some(tail) => tail.strip_prefix('='),
            None if arg == "--" => break,
            None => continue,
        };
        wanted = if value == Some("en") { Lang::En } else { Lang::Fr };
    }
    wanted
}

struct Texts(Lang);

impl Texts {
    fn get(&self, code: &str) -> String {
        messages::text(self.0, code, &[])
    }

    /// The name of a value, where the table has one in the user's language.
    fn value(&self, name: &str) -> String {
        let code = format!("value-{name}");
        if messages::known(&code) { self.get(&code) } else { name.to_owned() }
    }

    fn arg(&self, name: &'static str) -> Arg {
        Arg::new(name).help(self.get(&format!("arg-{name}")))
    }

    fn option(&self, name: &'static str, value: &'static str) -> Arg {
        self.arg(name).long(name).value_name(value)
    }

    fn flag(&self, name: &'static str) -> Arg {
        self.arg(name).long(name).action(ArgAction::SetTrue)
    }

    fn files(&self) -> Arg {
        self.arg("files")
            .value_name("FICHIER")
            .num_args(1..)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    }

    fn output(&self) -> Arg {
        self.option("output", "SORTIE").short('o').value_parser(value_parser!(PathBuf))
    }

    fn command(&self, name: &'static str, alias: &'static str) -> Command {
        let about = self.get(&format!("about-{name}"));
        self.dress(Command::new(name).about(about)).visible_alias(alias)
    }

    /// The parts of a command that clap would otherwise word in English.
    fn dress(&self, command: Command) -> Command {
        let template = self.get("help-template");
        command
            .help_template(template)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .subcommand_help_heading(self.get("help-commands"))
            .next_help_heading(self.get("help-options"))
            .arg(self.arg("help").short('h').long("help").action(ArgAction::Help))
    }

    /// Says defaults and possible values in the user's language, here and in the subcommands.
    fn finish(&self, command: Command) -> Command {
        let words = |values: &[&std::ffi::OsStr]| {
            values.iter().map(|v| v.to_string_lossy().into_owned()).collect::<Vec<_>>().join(", ")
        };
        command
            .subcommand_value_name(self.get("help-command"))
            .mut_args(|arg| {
                let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                let default: Vec<_> = arg.get_default_values().iter().map(|v| v.as_os_str()).collect();
                let switch = matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version);
                let possible: Vec<_> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
                if !possible.is_empty() && !switch {
                    help.push_str(&messages::text(self.0, "help-possible", &[("values", &possible.join(", "))]));
                }
                if !default.is_empty() && !switch {
                    help.push_str(&messages::text(self.0, "help-default", &[("value", &words(&default))]));
                }
                let names: Vec<String> =
                    arg.get_value_names().unwrap_or_default().iter().map(|n| self.value(n)).collect();
                let arg = if names.is_empty() { arg } else { arg.value_names(names) };
                let arg = arg.help(help);
                if switch { arg } else { arg.hide_default_value(true).hide_possible_values(true) }
            })
            .mut_subcommands(|c| self.finish(c))
    }

    fn reading(&self, command: Command) -> Command {
        let whole = |name, value| self.option(name, value).value_parser(value_parser!(u64).range(1..));
        command
            .next_help_heading(self.get("help-reading"))
            .arg(self.option("password", "MOT"))
            .arg(self.option("pages", "PAGES"))
            .arg(self.option("ocr", "QUAND").value_parser(["auto", "always", "never"]).default_value("auto"))
            .arg(self.option("ocr-lang", "LANGUE").default_value("fra"))
            .arg(whole("ocr-timeout", "SECONDES").default_value("60"))
            .arg(whole("max-pages", "N").default_value("2000"))
            .arg(whole("max-size", "MO").default_value("512"))
            .next_help_heading(self.get("help-options"))
    }

    fn grid(&self) -> Arg {
        self.option("grid", "GRILLE").value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
    }

    fn format(&self, values: &'static [&'static str]) -> Arg {
        self.option("format", "FORMAT").value_parser(values.to_vec()).default_value(values[0])
    }
}

/// The whole command line in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let t = Texts(lang);
    let report = t
        .reading(t.command("report", "rapport"))
        .arg(t.files())
        .arg(t.output())
        .arg(t.flag("force"))
        .arg(t.option("form", "FORME").value_parser(["annexe", "marge"]).default_value("annexe"))
        .arg(t.option("date", "AAAA-MM-JJ"))
        .arg(t.option("title", "TITRE"))
        .arg(t.option("authors", "NOMS"))
        .arg(t.option("logo", "IMAGE").value_parser(value_parser!(PathBuf)))
        .arg(t.option("template", "DOSSIER").value_parser(value_parser!(PathBuf)))
        .arg(t.grid());
    let extract = t
        .reading(t.command("extract", "extraire"))
        .arg(t.files())
        .arg(t.format(&["text", "markdown", "json"]))
        .arg(t.output())
        .arg(t.flag("force"))
        .arg(t.flag("with-furniture"));
    let analyze = t
        .reading(t.command("analyze", "analyser"))
        .arg(t.files())
        .arg(t.format(&["table", "json", "csv"]))
        .arg(t.output())
        .arg(t.flag("force"))
        .arg(t.option("concern", "ID").action(ArgAction::Append).value_delimiter(','))
        .arg(t.grid());
    let explain = t
        .reading(t.command("explain", "expliquer"))
        .arg(t.arg("file").value_name("FICHIER").required(true).value_parser(value_parser!(PathBuf)))
        .arg(t.arg("clause").value_name("CLAUSE").required(true))
        .arg(t.format(&["text", "json"]))
        .arg(t.grid());
    let compare = t
        .reading(t.command("compare", "comparer"))
        .arg(t.files().num_args(2..))
        .arg(t.format(&["table", "json"]))
        .arg(t.output())
        .arg(t.flag("force"))
        .arg(t.flag("exit-code"))
        .arg(
            t.option("form", "FORME")
                .help(t.get("arg-form-compare"))
                .value_parser(["annexe", "marge"])
                .default_value("annexe"),
        )
        .arg(t.option("date", "AAAA-MM-JJ"))
        .arg(t.option("title", "TITRE"))
        .arg(t.option("authors", "NOMS"))
        .arg(t.option("logo", "IMAGE").value_parser(value_parser!(PathBuf)))
        .arg(t.option("template", "DOSSIER").value_parser(value_parser!(PathBuf)))
        .arg(t.grid());
    let grid_file = || t.arg("grid-file").value_name("GRILLE").value_parser(value_parser!(PathBuf));
    let grid =
        t.command("grid", "grille")
            .subcommand_required(true)
            .subcommand(
                t.command("new", "nouvelle")
                    .arg(t.arg("grid-out").value_name("GRILLE").required(true).value_parser(value_parser!(PathBuf)))
                    .arg(t.flag("force")),
            )
            .subcommand(t.reading(t.command("check", "vérifier")).arg(grid_file().required(true)).arg(
                t.option("against", "DOSSIER").value_parser(value_parser!(PathBuf)).value_hint(ValueHint::DirPath),
            ))
            .subcommand(t.command("show", "montrer").arg(grid_file()))
            .subcommand(t.command("schema", "schéma"));
    let evaluate = t
        .reading(t.command("evaluate", "évaluer"))
        .arg(t.arg("folder").value_name("DOSSIER").required(true).value_parser(value_parser!(PathBuf)))
        .arg(t.option("what", "QUOI").value_delimiter(',').default_value("extract,analyze,compare"))
        .arg(t.option("agreement", "DOSSIER").value_parser(value_parser!(PathBuf)))
        .arg(t.flag("leave-one-out").conflicts_with("agreement"))
        .arg(t.flag("errors"))
        .arg(t.format(&["table", "json"]))
        .arg(t.grid());
    let schema =
        t.command("schema", "schéma").arg(t.arg("schema-of").value_name("OBJET").required(true).value_parser([
            "document",
            "analysis",
            "comparison",
            "ledger",
        ]));
    let rasterise = Command::new("rasterise")
        .hide(true)
        .disable_help_flag(true)
        .arg(Arg::new("page").required(true).value_parser(value_parser!(u32)))
        .arg(Arg::new("dpi").required(true).value_parser(value_parser!(u32)));
    let glose = t
        .dress(Command::new("glose").about(t.get("about-glose")).version(env!("CARGO_PKG_VERSION")))
        .arg(t.arg("version").short('V').long("version").action(ArgAction::Version))
        .arg(t.option("lang", "LANGUE").value_parser(["fr", "en"]).default_value("fr").global(true))
        .arg(t.flag("quiet").short('q').global(true))
        .subcommand_required(true)
        .subcommands([report, extract, analyze, explain, compare, grid, evaluate, schema, rasterise]);
    t.finish(glose)
}

/// The value of a repeated or single path argument.
pub(crate) fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).map(|v| v.cloned().collect()).unwrap_or_default()
}

/// The value of a path argument.
pub(crate) fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The value of a text argument.
pub(crate) fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.get_one::<String>(name).map(String::as_str)
}
