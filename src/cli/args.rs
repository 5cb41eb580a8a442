//! The command line as it is typed.

mod shortlist;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

pub use shortlist::Shortlist;

const EXAMPLES: &str = "\x1b[1mExamples\x1b[0m
  tastemaker roster.csv                                   open the dashboard
  tastemaker query 'niche:beauty tier:micro' roster.csv   print the rows that match
  tastemaker compare roster.csv -w country:us             micro against mega";

/// Open a roster of influencers, compare micro with mega, shortlist, export; all on this computer.
///
/// No account, no network: nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "tastemaker", version, before_help = EXAMPLES, disable_help_subcommand = true, override_usage = "tastemaker [OPTIONS] [ROSTER]...   or   tastemaker [OPTIONS] COMMAND")]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Rosters to open: .csv, .tsv, .xlsx, .xls, .ods, .json, .parquet; - is standard input
    #[arg(value_name = "ROSTER")]
    pub rosters: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The dashboard on the built-in, made-up roster
    Demo,
    /// Print the rows that match a filter
    Query(Query),
    /// Compare what an engagement costs in two tiers
    Compare(Compare),
    /// Say who is new, who is gone and whose figures are others in a newer roster
    Diff(Diff),
    /// Say what was understood of a roster and what was not
    Check(Check),
    /// Show and change shortlists
    #[command(subcommand)]
    Shortlist(Shortlist),
    /// Show and make the configuration file
    #[command(subcommand)]
    Config(Config),
}

/// What every command understands.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "How rosters are read")]
pub struct Common {
    /// The platform, where the roster does not say
    #[arg(long, global = true, hide_short_help = true)]
    pub platform: Option<String>,
    /// The currency of prices that do not say, and of costs
    #[arg(long, global = true, hide_short_help = true, value_name = "CODE")]
    pub currency: Option<String>,
    /// What another currency is worth in the one of costs: EUR=1.08; may be given several times
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "CODE=NUMBER"
    )]
    pub rate: Vec<String>,
    /// The size classes: article, five-tier, hypeauditor, izea
    #[arg(long, global = true, hide_short_help = true, value_name = "PRESET")]
    pub tiers: Option<String>,
    /// What a column is: 'Header=field', or 'Header=' to leave it unused; '3=field' where no header is
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "HEADER=FIELD"
    )]
    pub map: Vec<String>,
    /// The sheet of a workbook
    #[arg(long, global = true, hide_short_help = true)]
    pub sheet: Option<String>,
    /// The encoding of a text, such as windows-1252
    #[arg(long, global = true, hide_short_help = true)]
    pub encoding: Option<String>,
    /// The delimiter of a text: one character, or tab
    #[arg(long, global = true, hide_short_help = true, value_name = "CHARACTER")]
    pub delimiter: Option<String>,
    /// The decimal mark of all numbers, where a column was read the wrong way round
    #[arg(long, global = true, hide_short_help = true, value_name = "MARK", value_parser = ["comma", "point"])]
    pub decimal: Option<String>,
    /// Whether 01/02/2026 is the first of February or the second of January
    #[arg(long, global = true, hide_short_help = true, value_name = "ORDER", value_parser = ["day-first", "month-first"])]
    pub days: Option<String>,
    /// The configuration file to use
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "FILE",
        help_heading = "How it looks"
    )]
    pub config: Option<PathBuf>,
    /// The colours: auto, dark, light, high-contrast, mono
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        help_heading = "How it looks"
    )]
    pub theme: Option<String>,
    /// When to use colour: auto, always, never
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "WHEN",
        help_heading = "How it looks"
    )]
    pub color: Option<String>,
    /// The signs: auto, unicode, blocks, ascii
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        help_heading = "How it looks"
    )]
    pub glyphs: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        help_heading = "How it looks"
    )]
    pub no_mouse: bool,
    /// Write a line for each key and click to this file
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "FILE",
        help_heading = "How it looks"
    )]
    pub log: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Query {
    /// The filter, such as 'niche:beauty tier:micro er>=3% price<500'; '' is all
    pub filter: String,
    #[arg(value_name = "ROSTER")]
    pub rosters: Vec<String>,
    /// Sort by columns; a leading - sorts from the largest: -s -er,cpe
    #[arg(short, long, value_name = "COLUMNS", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// At most so many rows
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// The columns to print: handle,er,cpe
    #[arg(short, long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// The columns of the files themselves, each cell as it stands there; csv unless -f says otherwise
    #[arg(long, conflicts_with_all = ["columns", "preset", "headers"])]
    pub original: bool,
    #[command(flatten)]
    pub words: Words,
    /// What rows are written as: by the ending of -o unless it is said, else a table
    #[arg(short, long, value_enum)]
    pub format: Option<RowFormat>,
    /// Write to a file instead; one that is there already is not replaced
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Which columns rows have for others, and what they are called.
#[derive(Debug, ClapArgs)]
pub struct Words {
    /// The columns that another tool asks for: mail-merge, aspire, upfluence, hubspot; csv unless -f says otherwise
    #[arg(long, value_name = "NAME", conflicts_with_all = ["columns", "headers"])]
    pub preset: Option<String>,
    /// What columns are called: Engagement rate for people, engagement_rate for machines
    #[arg(long, value_enum, value_name = "WHOM")]
    pub headers: Option<HeadersFor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum HeadersFor {
    People,
    Machines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum RowFormat {
    Table,
    Csv,
    /// For Excel where a comma is the decimal mark: ; between cells
    CsvSemicolon,
    /// A workbook, to a file or a pipe
    Xlsx,
    Tsv,
    Json,
    Jsonl,
    Md,
}

#[derive(Debug, ClapArgs)]
pub struct Compare {
    #[arg(value_name = "ROSTER")]
    pub rosters: Vec<String>,
    /// Compare only the rows that match this filter
    #[arg(
        short = 'w',
        long = "where",
        value_name = "FILTER",
        allow_hyphen_values = true
    )]
    pub filter: Option<String>,
    /// The small tier
    #[arg(long, value_name = "TIER")]
    pub small: Option<String>,
    /// The big tier
    #[arg(long, value_name = "TIER")]
    pub big: Option<String>,
    /// What is compared: cpe (the default), cpm, cost_per_1k, engagement_rate, price
    #[arg(short, long, value_name = "FIELD")]
    pub measure: Option<String>,
    /// Also compare inside each niche, platform or country
    #[arg(long, value_name = "FIELD")]
    pub by: Option<String>,
    #[arg(short, long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
    Md,
    /// One page with charts, to be shown, sent or printed
    Html,
}

#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The roster of before; - is standard input
    pub old: String,
    /// The roster of now
    pub new: String,
    /// Only those who match this filter in OLD or in NEW; whoever stands in both is compared, also where
    /// just one of the two matches
    #[arg(
        short = 'w',
        long = "where",
        value_name = "FILTER",
        allow_hyphen_values = true
    )]
    pub filter: Option<String>,
    /// Print everybody, not just the first 20 of each kind
    #[arg(long)]
    pub all: bool,
    /// json always has everybody
    #[arg(short, long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    #[arg(value_name = "ROSTER", required = true)]
    pub rosters: Vec<String>,
    #[arg(short, long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// End with exit code 3 when there are problems
    #[arg(long)]
    pub strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Where files are kept
    Path,
    /// Write a configuration file with every setting explained
    Init,
    /// Write a map of niches of your own: which words of rosters mean the same niche
    Niches,
    /// Say what is wrong with the configuration
    Check,
    /// The settings in force
    Show {
        /// Also say where each comes from
        #[arg(long)]
        origin: bool,
    },
}
