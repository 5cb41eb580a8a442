//! The commands for shortlists as they are typed.

use std::path::PathBuf;

use clap::Subcommand;

use super::{CheckFormat, RowFormat, Words};

#[derive(Debug, Subcommand)]
pub enum Shortlist {
    /// The shortlists with their number of entries
    List {
        #[arg(short, long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
    },
    /// The entries of a shortlist
    Show {
        name: String,
        #[arg(short, long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
    },
    /// Add influencers of a roster: handle, handle@Platform, or all that match --where
    Add {
        name: String,
        /// Who to add, as handle or handle@Platform
        #[arg(value_name = "HANDLE")]
        handles: Vec<String>,
        /// The roster they stand in
        #[arg(short, long, value_name = "FILE", required = true)]
        roster: Vec<String>,
        /// Add all that match this filter
        #[arg(
            short = 'w',
            long = "where",
            value_name = "FILTER",
            allow_hyphen_values = true
        )]
        filter: Option<String>,
    },
    /// Put handles or profile addresses of a file on a shortlist, also those that the roster has not
    Import {
        name: String,
        /// One handle or address a line, or a table with such a column, of which a status and notes come
        /// along; - is standard input
        file: String,
        /// Where to look for what else is known of them
        #[arg(value_name = "ROSTER")]
        rosters: Vec<String>,
    },
    /// Take entries off a shortlist
    Remove {
        name: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Say how far talks have come
    Status {
        name: String,
        /// One of the statuses in the settings: idea, contacted, negotiating, agreed, declined, posted, paid
        status: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
        /// Why somebody is passed over
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Add a note to entries
    Note {
        name: String,
        text: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Note the price that was agreed, in the currency of the entry; none takes it away
    Price {
        name: String,
        amount: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Set the day on which something is to be done, as 2026-11-24, 2 Jun or +7d; none takes it away
    Due {
        name: String,
        day: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Set the tags of entries, with commas between; none takes them away
    Tag {
        name: String,
        tags: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Say why entries are passed over; none takes the reason away
    Reason {
        name: String,
        #[arg(value_name = "TEXT")]
        reason: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Say for whom of the list entries stand in; none takes it away
    Backup {
        name: String,
        #[arg(value_name = "FOR")]
        whom: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Give entries a place in the order of the list: 1 is the first
    Rank {
        name: String,
        place: usize,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Move entries to another shortlist, with all that was noted
    Move {
        name: String,
        to: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Copy entries to another shortlist
    Copy {
        name: String,
        to: String,
        #[arg(value_name = "HANDLE", required = true)]
        handles: Vec<String>,
    },
    /// Set what may be spent on a shortlist, in --currency; none takes it away
    Budget { name: String, amount: String },
    /// Give a shortlist another name
    Rename {
        #[arg(value_name = "OLD")]
        name: String,
        #[arg(value_name = "NEW")]
        new: String,
    },
    /// Delete a shortlist; its last version stays as .bak
    Delete { name: String },
    /// Say what a roster says differently than when the entries were added
    Diff {
        name: String,
        #[arg(value_name = "ROSTER", required = true)]
        rosters: Vec<String>,
        #[arg(short, long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
    },
    /// Print the entries with what the roster, or the day they were added, says of them
    Export {
        name: String,
        #[arg(value_name = "ROSTER")]
        rosters: Vec<String>,
        /// What rows are written as: by the ending of -o unless it is said, else csv
        #[arg(short, long, value_enum)]
        format: Option<RowFormat>,
        #[arg(short, long, value_name = "COLUMNS")]
        columns: Option<String>,
        #[command(flatten)]
        words: Words,
        /// Write to a file instead; one that is there already is not replaced
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// One page for whoever signs: who, why, for how much, risks, backups; to show, send or print
    Brief {
        name: String,
        #[arg(value_name = "ROSTER")]
        rosters: Vec<String>,
        /// Leave out your own notes
        #[arg(long)]
        without_notes: bool,
        /// Write to a file instead; one that is there already is not replaced
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}
