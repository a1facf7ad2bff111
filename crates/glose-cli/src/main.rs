//! The `glose` program.
use glose_grid::Grid;
use glose_model::messages::Lang;

fn main() -> anyhow::Result<()> {
    use std::io::Write as _;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let read = |path: &str| -> anyhow::Result<glose_extract::Extraction> {
        let name = path.rsplit('/').next().unwrap_or(path);
        Ok(glose_extract::extract(&std::fs::read(path)?, name, &glose_extract::Options::default())?)
    };
    let grid = Grid::default_grid(Lang::Fr);
    let analysis = |path: &str| -> anyhow::Result<glose_model::Analysis> {
        Ok(glose_analyze::analyze(&read(path)?.document, &grid, Lang::Fr))
    };
    let mut out = std::io::stdout().lock();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["extract", path, ..] => serde_json::to_writer(&mut out, &read(path)?.document)?,
        ["analyze", path, ..] => serde_json::to_writer(&mut out, &analysis(path)?)?,
        ["compare", a, b, ..] => {
            serde_json::to_writer(&mut out, &glose_compare::compare(&analysis(a)?, &analysis(b)?, &grid, Lang::Fr))?;
        }
        _ => anyhow::bail!("usage"),
    }
    writeln!(out)?;
    Ok(())
}
