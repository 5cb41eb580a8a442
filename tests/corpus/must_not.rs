//! What a wrong import would do to a file: each line has its check.

use serde_json::{Map, Value};
use tastemaker::roster::{Field, Kind};

use super::Opened;

/// The file, how its line begins, and whether the import did right.
type Check = (&'static str, &'static str, fn(&Opened) -> bool);

const CHECKS: &[Check] = &[
    ("Global YouTube Statistics.csv", "take lowest", |file| {
        file.report
            .columns
            .iter()
            .filter(|column| column.header.contains("earnings"))
            .count()
            == 4
            && no_column(file, &["earnings"], |field| field.kind() == Kind::Money)
    }),
    ("Global YouTube Statistics.csv", "read '2,28", |file| {
        file.record(1)[0].number(Field::TotalViews) == Some(228_000_000_000.0)
    }),
    (
        "Global YouTube Statistics.csv",
        "count the text 'nan'",
        |file| {
            file.rows().all(|row| {
                [Field::Niche, Field::Country].into_iter().all(|field| {
                    row.words(field)
                        .all(|word| !word.eq_ignore_ascii_case("nan"))
                })
            })
        },
    ),
    ("Top_Influencers-millions.csv", "store 485.2", |file| {
        file.record(1)[0].number(Field::Followers) == Some(485_200_000.0)
    }),
    ("Top_Influencers-millions.csv", "keep the newline", |file| {
        file.rows()
            .all(|row| !row.text(Field::Handle).contains(['\n', '\r']))
    }),
    ("Top_Influencers-millions.csv", "count 397 rows", |file| {
        file.report.rows.found == 200
    }),
    (
        "american-influencers-priced.csv",
        "read 'Agency Fee'",
        |file| {
            no_column(file, &["Agency Fee", "Follow Probability"], |field| {
                field.kind() == Kind::Money || field == Field::EngagementRate
            })
        },
    ),
    (
        "american-influencers-priced.csv",
        "read '4.5 million'",
        |file| {
            file.rows().all(|row| {
                row.number(Field::Followers)
                    .is_some_and(|count| count > 1_000.0)
            })
        },
    ),
    ("channels_2434.tsv", "eat the first record", |file| {
        file.report.header_line.is_none() && file.lines.first() == Some(&1)
    }),
    ("channels_2434.tsv", "treat 0 as", |file| {
        file.report
            .issues
            .iter()
            .any(|issue| issue.text.contains('0'))
            || file.report.columns.iter().any(|column| {
                column.field == Some(Field::Followers)
                    && column.note.as_ref().is_some_and(|note| note.contains('0'))
            })
            || file.report.notes.iter().any(|note| note.contains('0'))
    }),
    (
        "getblogger-youtubers.csv",
        "take Audience_Qaulity",
        |file| {
            !matches!(
                file.field_of("Audience_Qaulity"),
                Some(Field::EngagementRate)
            )
        },
    ),
    ("getblogger-youtubers.csv", "read '7 768", |file| {
        file.record(1)[0].number(Field::Price) == Some(7768.0)
    }),
    ("hypeauditor-top50.csv", "read 'Eng (Avg.)'", |file| {
        !file.roster.has(Field::EngagementRate) || no_rate_in(file, "Eng")
    }),
    ("influencers-indonesia.csv", "split a record", |file| {
        file.report.rows.found == 1000
    }),
    (
        "influencers-indonesia.csv",
        "keep the trailing CR",
        |file| {
            file.rows().all(|row| {
                [Field::Handle, Field::Name]
                    .into_iter()
                    .all(|field| !row.text(field).contains('\r'))
            })
        },
    ),
    ("influencers-indonesia.csv", "take 'Growth Rate'", |file| {
        !matches!(file.field_of("Growth Rate"), Some(Field::EngagementRate))
    }),
    (
        "social media influencers - instagram sep-2022.csv",
        "read 'Engagement average'",
        |file| no_rate_in(file, "Engagement"),
    ),
    (
        "social media influencers - instagram sep-2022.csv",
        "lose one of the two",
        |file| {
            let twins = file
                .report
                .columns
                .iter()
                .filter(|column| column.header == "Subscribers");
            twins.count() == 2
        },
    ),
    ("tunisia-top.json", "read '16,037 M'", |file| {
        file.rows()
            .all(|row| row.number(Field::Followers).is_none_or(|count| count < 1e9))
    }),
    ("tunisia-top.json", "read '898,092 K'", |file| {
        file.rows()
            .any(|row| row.number(Field::Followers) == Some(898_092.0))
    }),
    ("twitchdata-update.csv", "take 'Followers gained'", |file| {
        file.field_of("Followers gained") != Some(Field::Followers)
    }),
    ("twitchdata-update.csv", "take 'Peak viewers'", |file| {
        file.field_of("Peak viewers") != Some(Field::AvgViews)
    }),
    ("x-influx-latest.jsonl", "take meta.score", |file| {
        no_column(file, &["score", "rank"], |field| {
            field.kind() == Kind::Money || field == Field::EngagementRate
        })
    }),
];

/// Whether no column whose header holds one of these was read as such a field.
fn no_column(file: &Opened, headers: &[&str], wrong: fn(Field) -> bool) -> bool {
    file.report.columns.iter().all(|column| {
        !headers.iter().any(|header| column.header.contains(header))
            || column.field.is_none_or(|field| !wrong(field))
    })
}

fn no_rate_in(file: &Opened, header: &str) -> bool {
    no_column(file, &[header], |field| field == Field::EngagementRate)
}

fn lines(expected: &Value) -> impl Iterator<Item = &str> {
    let lines = expected["must_not"].as_array().into_iter().flatten();
    lines.filter_map(Value::as_str)
}

fn checked(file: &str, line: &str) -> Option<fn(&Opened) -> bool> {
    let mut checks = CHECKS.iter();
    let found = checks.find(|(name, begin, _)| *name == file && line.starts_with(begin));
    found.map(|(.., check)| *check)
}

/// The lines of a file that the import does not hold.
pub fn check(file: &Opened, name: &str, expected: &Value) -> Vec<String> {
    if file.roster.is_empty() {
        return Vec::new();
    }
    let broken =
        lines(expected).filter(|line| checked(name, line).is_some_and(|check| !check(file)));
    broken.map(|line| format!("must not {line}")).collect()
}

/// Lines without a check, and checks without a line.
pub fn unknown(files: &Map<String, Value>) -> Vec<String> {
    let all: Vec<(&String, &str)> = files
        .iter()
        .flat_map(|(name, expected)| lines(expected).map(move |line| (name, line)))
        .collect();
    let without = all
        .iter()
        .filter(|(name, line)| checked(name, line).is_none());
    let without =
        without.map(|(name, line)| format!("{name}: nothing checks that it must not {line}"));
    let idle = CHECKS.iter().filter(|(file, begin, _)| {
        !all.iter()
            .any(|(name, line)| name == file && line.starts_with(begin))
    });
    let idle = idle.map(|(file, begin, _)| format!("{file}: no line begins with {begin}"));
    without.chain(idle).collect()
}
