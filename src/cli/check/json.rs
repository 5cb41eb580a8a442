//! `check` for other programs.

use serde_json::{Map, Value, json};

use super::super::facts::Facts;
use crate::export::columns;
use crate::import::Report;
use crate::import::report::{FieldFigures, Figures, FileReport};
use crate::roster::{Field, Kind, Roster};

/// What there is to say of one file.
pub fn file(file: &FileReport, facts: &Facts) -> Value {
    let columns: Vec<Value> = file
        .columns
        .iter()
        .map(|column| {
            let mut value = json!({
                "header": column.header,
                "field": column.field.map(Field::id),
                "filled": column.filled,
                "example": column.example,
                "unit": column.unit,
                "note": column.note,
            });
            if column.guess {
                value["guess"] = json!(true);
            }
            value
        })
        .collect();
    let by_followers = file
        .fields
        .iter()
        .any(|figures| figures.field == Field::EngagementRate);
    let mut fields = Map::new();
    for figures in &file.fields {
        let mut value = figures_json(figures);
        if figures.field.kind() == Kind::Money {
            value["currency"] = json!(file.currency.code());
            value["currency_assumed"] = json!(file.currency_assumed);
            facts.add_to_price(figures.field, &mut value);
        }
        if figures.field == Field::Niche {
            facts.add_to_niche(&mut value);
        }
        if figures.field == Field::EngagementRateViews && !by_followers {
            // The file's only rate is found under the name of a rate, with what it is a rate of.
            value["basis"] = json!("views");
            fields.insert(Field::EngagementRate.id().to_owned(), value.clone());
        }
        fields.insert(figures.field.id().to_owned(), value);
    }
    let issues: Vec<Value> = file
        .issues
        .iter()
        .map(|issue| {
            let mut value = json!({
                "kind": issue.kind.id(),
                "line": issue.line,
                "column": issue.column,
                "text": issue.text,
                "effect": issue.effect.sentence(),
            });
            if let Some(detail) = &issue.detail {
                value["detail"] = json!(detail);
            }
            value
        })
        .collect();
    let mut value = json!({
        "path": file.path,
        "format": file.format.name(file.delimiter),
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "header_line": file.header_line,
        "sheet": file.sheet,
        "notes": file.notes,
        "rows": {"found": file.rows.found, "loaded": file.rows.loaded, "left_out": file.rows.left_out},
        "columns": columns,
        "fields": fields,
        "issues": issues,
    });
    if let Some(quotes) = &file.quotes {
        value["quotes"] = figures_json(quotes);
    }
    if file.rows.records != file.rows.found {
        value["rows"]["records"] = json!(file.rows.records);
    }
    if let Some(error) = &file.error {
        value["error"] = json!(error.to_string());
    }
    value
}

fn figures_json(figures: &FieldFigures) -> Value {
    match figures.figures {
        Figures::Numbers {
            min,
            max,
            sum,
            median,
        } => {
            let number = columns::json_number;
            json!({"n": figures.n, "min": number(min), "max": number(max), "sum": number(sum), "median": number(median)})
        }
        Figures::Words { distinct } => json!({"n": figures.n, "distinct": distinct}),
    }
}

/// What several files come to together.
pub fn merged(roster: &Roster, report: &Report) -> Value {
    let files: Vec<Value> = report
        .files
        .iter()
        .filter_map(|file| Some((file, file.merged.as_ref()?)))
        .map(|(file, merged)| {
            let taken: Vec<Value> = merged
                .taken
                .iter()
                .map(|taken| {
                    json!({"column": taken.column, "new": taken.new, "changed": taken.changed, "same": taken.same})
                })
                .collect();
            json!({
                "path": file.path,
                "in_both": merged.in_both,
                "only_here": merged.only_here,
                "only_before": merged.only_before,
                "by_handle": merged.by_handle,
                "same_names": merged.same_names,
                "taken": taken,
            })
        })
        .collect();
    json!({"rows": roster.len(), "files": files})
}
