//! `query`: the rows that match a filter.

use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use super::args::{HeadersFor, Query, RowFormat, Words};
use super::context::{self, Context};
use super::{Failure, Outcome};
use crate::background::{original, today};
use crate::export::{
    self, Account, Format, Headers, Making, Overwrite, Preset, SaveError, Wording, columns, texts,
};
use crate::query::{self, Engine, Filter, Question};
use crate::roster::{Field, Roster, RowId};

pub fn run(context: &Context, query: &Query) -> Outcome {
    let output = query.output.as_deref();
    let format = format(query.format, RowFormat::Table, output)?;
    context.check_filter(&query.filter)?;
    let order = match &query.sort {
        Some(text) => query::parse_order(text)
            .map_err(|problem| Failure::Usage(context::pointed(text, &problem)))?,
        None => Vec::new(),
    };
    let named = columns_of(query.columns.as_deref())?;
    let preset = preset(&query.words)?;
    let sources = context::sources(&query.rosters)?;
    let matching = match sources.as_slice() {
        [source] => context.open_matching(&query.filter, source)?,
        _ => None,
    };
    let is_sifted = matching.is_some();
    let (roster, report) = match matching {
        Some(matching) => matching,
        None => context.open(&sources, false)?,
    };
    let mut question = Question {
        order,
        ..context.question(&query.filter, &roster, &report)?
    };
    if is_sifted {
        question.filter = Filter::default();
    }
    let answer = Engine::new()
        .answer(&roster, &question, &|| false)
        .ok_or_else(|| Failure::Failed("the filter was not answered".to_owned()))?;
    let most = query.limit.unwrap_or(usize::MAX).min(answer.rows.len());
    let rows = &answer.rows[..most];
    let making = Making {
        selection: match most < answer.rows.len() {
            true => format!("the first {most} of the rows that match the filter"),
            false => "the rows that match the filter".to_owned(),
        },
        filter: query.filter.trim().to_owned(),
        order: query::order_in_words(&question.order),
        day: today(),
    };
    if query.original {
        let texts = original::columns(&roster, rows, &sources, &context.options, &report)
            .map_err(|error| Failure::Failed(error.to_string()))?;
        let account = Account::of_originals(&roster, rows, &making);
        let terminal = !is_file(output) && io::stdout().is_terminal();
        return deliver(texts.rows.len(), output, |out| {
            texts::write(&texts, format, terminal, &account, out)
        });
    }
    if let Some(preset) = preset {
        return write_preset(&roster, rows, preset, format, &making, output);
    }
    let columns = match (&query.columns, format) {
        // A terminal has room for what the dashboard shows.
        (None, Format::Table | Format::Markdown) => context
            .settings
            .columns
            .iter()
            .copied()
            .filter(|field| roster.has(*field))
            .collect(),
        _ => named.unwrap_or_else(|| columns::default(&roster)),
    };
    let how = (format, wording(&query.words, format));
    write(&roster, rows, &columns, how, &making, output)
}

/// Every row, for a pipe: what the dashboard would have opened.
pub fn all(context: &Context, rosters: &[String]) -> Outcome {
    let (roster, _) = context.read(rosters, false)?;
    let rows: Vec<RowId> = (0..roster.len() as RowId).collect();
    write(
        &roster,
        &rows,
        &columns::default(&roster),
        (Format::Tsv, Wording::default()),
        &Making::default(),
        None,
    )
}

/// The columns that were named, if any were.
pub fn columns_of(text: Option<&str>) -> Result<Option<Vec<Field>>, Failure> {
    match text {
        None => Ok(None),
        Some(text) => columns::parse(text).map(Some).map_err(|name| {
            let near = query::suggest::field(&name)
                .map_or(String::new(), |near| format!(". Did you mean {near}?"));
            Failure::Usage(format!("there is no column \"{name}\"{near}"))
        }),
    }
}

/// The preset that was named, if one was.
pub fn preset(words: &Words) -> Result<Option<&'static Preset>, Failure> {
    let Some(id) = &words.preset else {
        return Ok(None);
    };
    Preset::named(id).map(Some).ok_or_else(|| {
        let all: Vec<&str> = Preset::all()
            .iter()
            .map(|preset| preset.id.as_str())
            .collect();
        let all = all.join(", ");
        Failure::Usage(format!("there is no preset \"{id}\"; there are {all}"))
    })
}

/// What columns are called: by their ids, in Markdown for people, unless the other was asked for.
pub fn wording(words: &Words, format: Format) -> Wording {
    let headers = match (words.headers, format) {
        (Some(HeadersFor::People), _) | (None, Format::Markdown) => Headers::People,
        _ => Headers::Machines,
    };
    Wording {
        headers,
        ..Wording::default()
    }
}

/// The format that was named, else that of the file's ending, else the usual one; unless it would go to a
/// terminal that cannot show it.
pub fn format(
    named: Option<RowFormat>,
    usual: RowFormat,
    output: Option<&Path>,
) -> Result<Format, Failure> {
    let of = |format: RowFormat| match format {
        RowFormat::Table => Format::Table,
        RowFormat::Csv => Format::Csv,
        RowFormat::CsvSemicolon => Format::CsvSemicolon,
        RowFormat::Xlsx => Format::Xlsx,
        RowFormat::Tsv => Format::Tsv,
        RowFormat::Json => Format::Json,
        RowFormat::Jsonl => Format::Jsonl,
        RowFormat::Md => Format::Markdown,
    };
    let ending = output.and_then(Path::extension).and_then(OsStr::to_str);
    let by_ending = || {
        let mut all = Format::ALL.iter();
        all.find(|format| {
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case(format.extension()))
        })
    };
    let format = match named {
        Some(named) => of(named),
        None => by_ending().copied().unwrap_or(of(usual)),
    };
    if !format.is_text() && !is_file(output) && io::stdout().is_terminal() {
        return Err(Failure::Usage(format!(
            "a terminal cannot show a workbook; write it to a file: -o selection.{}",
            format.extension()
        )));
    }
    Ok(format)
}

/// Whether rows go to a file rather than to standard output.
fn is_file(output: Option<&Path>) -> bool {
    output.is_some_and(|path| path != Path::new("-"))
}

/// Writes rows to standard output or a new file.
pub fn write(
    roster: &Roster,
    rows: &[RowId],
    columns: &[Field],
    how: (Format, Wording),
    making: &Making,
    output: Option<&Path>,
) -> Outcome {
    deliver(rows.len(), output, |out| {
        export::write_rows(roster, rows, columns, how, making, out)
    })
}

/// Writes rows in the columns of a preset, to standard output or a new file.
pub fn write_preset(
    roster: &Roster,
    rows: &[RowId],
    preset: &Preset,
    format: Format,
    making: &Making,
    output: Option<&Path>,
) -> Outcome {
    let texts = preset.texts(roster, rows, format);
    let account = Account::of_preset(roster, rows, preset, making);
    deliver(texts.rows.len(), output, |out| {
        texts::write(&texts, format, true, &account, out)
    })
}

/// Has rows written to standard output or a new file.
pub fn deliver(
    rows: usize,
    output: Option<&Path>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    match output {
        Some(path) if is_file(output) => match export::save(path, Overwrite::Refuse, fill) {
            Ok(path) => {
                writeln!(io::stderr(), "{rows} rows written to {}", path.display())?;
                Ok(())
            }
            Err(SaveError::Exists(path)) => Err(Failure::Failed(format!(
                "{} is there already; choose another name or remove it",
                path.display()
            ))),
            Err(error) => Err(Failure::Failed(error.to_string())),
        },
        _ => {
            let mut out = BufWriter::new(io::stdout().lock());
            fill(&mut out)?;
            Ok(out.flush()?)
        }
    }
}
