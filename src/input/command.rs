//! THE command table: everything that a key can do.
//!
//! Hints, help, the list of commands, the `[keys]` check of the configuration and the README's key
//! table read it. To add a command: one row here; the compiler then points at `app/update.rs`,
//! where its handler goes.

/// Where a command can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Everywhere,
    Browse,
    Compare,
    Shortlists,
    Import,
}

/// Under which heading help shows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Move,
    Screens,
    Find,
    View,
    Work,
    General,
}

impl Group {
    pub const ALL: &'static [Group] = &[
        Group::Move,
        Group::Screens,
        Group::Find,
        Group::View,
        Group::Work,
        Group::General,
    ];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Move => "Move",
            Group::Screens => "Screens",
            Group::Find => "Find",
            Group::View => "Change the view",
            Group::Work => "Work",
            Group::General => "General",
        }
    }
}

/// One row of the command table.
#[derive(Debug)]
pub struct Spec {
    /// The name in `[keys]` of the configuration.
    pub id: &'static str,
    /// The keys it has unless the user sets others, as [`super::Key`] reads them.
    pub keys: &'static [&'static str],
    pub group: Group,
    pub places: &'static [Place],
    /// Two or three words for the hint line.
    pub hint: &'static str,
    /// One sentence for help and the list of commands.
    pub doc: &'static str,
    /// Further words under which the list of commands finds it.
    pub words: &'static str,
}

macro_rules! commands {
    ($( $name:ident: $id:literal, [$($key:literal),*], $group:ident, [$($place:ident),*], $hint:literal, $doc:literal, $words:literal; )*) => {
        /// Something that a key can do. Its row is [`Command::spec`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command { $( #[doc = $doc] $name, )* }

        const SPECS: &[Spec] = &[ $( Spec {
            id: $id, keys: &[$($key),*], group: Group::$group, places: &[$(Place::$place),*],
            hint: $hint, doc: $doc, words: $words,
        }, )* ];

        impl Command {
            /// Every command, in the order of help.
            pub const ALL: &'static [Command] = &[ $( Command::$name, )* ];
        }
    };
}

// name: id, default keys, group, places, hint, doc, search words
commands! {
    Up: "up", ["Up", "k"], Move, [Everywhere], "up", "Previous row or item; in Compare, the previous measure, or up in lists and in the scatter.", "";
    Down: "down", ["Down", "j"], Move, [Everywhere], "down", "Next row or item; in Compare, the next measure, or down in lists and in the scatter.", "";
    Left: "left", ["Left", "h"], Move, [Everywhere], "left", "Previous column; in the facets, close, or the previous range; in a dialog, the previous choice; in Compare, the previous pair of tiers or field of groups.", "";
    Right: "right", ["Right", "l"], Move, [Everywhere], "right", "Next column, scrolling the table if needed; in the facets, open, or the next range; in a dialog, the next choice; in Compare, the next pair of tiers or field of groups.", "";
    PageUp: "page-up", ["PgUp", "Ctrl-u"], Move, [Everywhere], "page up", "One page up.", "";
    PageDown: "page-down", ["PgDn", "Ctrl-d"], Move, [Everywhere], "page down", "One page down.", "";
    First: "first", ["Home", "g"], Move, [Everywhere], "first", "To the first row.", "top begin";
    Last: "last", ["End", "G"], Move, [Everywhere], "last", "To the last row.", "bottom end";
    NextPane: "next-pane", ["Tab"], Move, [Everywhere], "next pane", "To the next pane or field.", "focus";
    PreviousPane: "previous-pane", ["Shift-Tab"], Move, [Everywhere], "previous pane", "To the previous pane or field.", "focus";
    Open: "open", ["Enter"], Move, [Everywhere], "open", "Open, choose or run what is under the cursor. Compare: show in Browse whom the chart is about. Import: say what a column is, or what to make of a problem.", "choose details profile";
    Back: "back", ["Esc"], Move, [Everywhere], "back", "One step back. Never quits, never clears.", "close cancel";
    Browse: "browse", ["1"], Screens, [Everywhere], "browse", "The roster: filter, look, tick.", "table list roster";
    Compare: "compare", ["2"], Screens, [Everywhere], "compare", "Small against big: what an engagement costs in each tier.", "micro mega tier verdict";
    Plan: "plan", ["3"], Screens, [Everywhere], "plan", "Kept for planning a budget, which is not built yet.", "budget";
    Shortlists: "shortlists", ["4"], Screens, [Everywhere], "shortlists", "The partners you chose.", "lists partners";
    Import: "import", ["5"], Screens, [Everywhere], "import", "How the file was read, and what was left out.", "file report columns problems";
    PreviousScreen: "previous-screen", [","], Screens, [Everywhere], "previous screen", "To the screen on the left.", "tab";
    NextScreen: "next-screen", ["."], Screens, [Everywhere], "next screen", "To the screen on the right.", "tab";
    Filter: "filter", ["/"], Find, [Everywhere], "filter", "Type a filter; the table follows each key.", "search find narrow niche";
    Facets: "facets", ["f"], Find, [Browse], "facets", "To the facets: niches, tiers, platforms, countries and more, with their counts.", "niche tier platform country";
    Tick: "tick", ["Space"], Find, [Browse, Shortlists], "tick", "Tick or untick the influencer; switch a facet value, a range of a histogram or a status on or off.", "select choose mark";
    TickAll: "tick-all", ["A"], Find, [Browse, Shortlists], "tick all", "Tick all that are shown; again: none.", "select";
    Remove: "remove", ["x"], Find, [Browse, Shortlists], "remove", "Browse: remove the last filter. Shortlists: take the ticked entries, or this one, off the list; on the lists, delete the list.", "delete chip";
    ClearFilter: "clear-filter", ["X"], Find, [Browse, Compare, Shortlists], "clear filter", "Remove all filters; in Shortlists, show entries of every status.", "reset all";
    Unknown: "unknown", ["i"], Find, [Browse, Compare], "unknown too", "Include influencers of whom a compared figure is unknown; again: leave them out.", "missing empty price";
    Sort: "sort", ["s"], View, [Browse, Shortlists], "sort", "Sort by a column, entries of a shortlist also by hand; the same again turns the order round.", "order rank";
    SortThen: "sort-then", ["S"], View, [Browse], "then by", "Sort by one more column.", "order second";
    Columns: "columns", ["c"], View, [Browse], "columns", "Choose which columns are shown.", "fields show hide";
    Profile: "profile", ["d"], View, [Browse], "profile", "Show or hide the profile.", "details";
    Theme: "theme", ["T"], View, [Everywhere], "theme", "The next theme: dark, light, high contrast, mono.", "colour color";
    Add: "add", ["a"], Work, [Browse, Shortlists], "add to list", "Add the ticked influencers, or this one, to a shortlist; in Shortlists, copy them to another one.", "shortlist partner save copy";
    Review: "review", ["R"], Work, [Browse], "review", "Go through the influencers shown one by one: keep, pass with a reason, or later.", "triage decide shortlist swipe";
    MoveTo: "move", ["m"], Work, [Shortlists], "move to list", "Move the ticked entries, or this one, to another shortlist with all that was noted.", "shortlist";
    NewList: "new-list", ["N"], Work, [Browse, Shortlists], "new list", "Make a new, empty shortlist.", "create";
    Status: "status", ["t"], Work, [Shortlists], "status", "Say how far talks have come with the ticked entries, or this one.", "contacted agreed declined posted paid";
    Note: "note", ["n"], Work, [Shortlists], "note", "Add a note to the ticked entries, or this one, with its day.", "remark comment";
    Money: "money", ["b"], Work, [Shortlists], "money", "The price agreed with the ticked entries, or this one; on the lists, the budget.", "agreed price budget";
    Edit: "edit", ["w"], Work, [Shortlists], "more to say", "The due day of the ticked entries, or this one, the reason for passing, tags, whom it stands in for.", "due day reason tags backup menu change";
    RankUp: "rank-up", ["<"], Work, [Shortlists], "rank up", "Move the ticked entries, or this one, one rank up.", "order hand priority";
    RankDown: "rank-down", [">"], Work, [Shortlists], "rank down", "Move the ticked entries, or this one, one rank down.", "order hand priority";
    Export: "export", ["e"], Work, [Browse, Shortlists, Import], "export", "Write influencers to a file: those shown, the ticked ones, or a shortlist. Import: the problem rows.", "download save csv json file";
    Copy: "copy", ["y"], Work, [Browse, Compare, Shortlists], "copy", "Copy the handle, or the value of the highlighted column; in Compare, the verdict.", "clipboard yank";
    CopyAs: "copy-as", ["Y"], Work, [Browse, Compare, Shortlists], "copy as", "Copy more: the row, the table as shown, the filter, the figures of the charts.", "clipboard yank table row text";
    Undo: "undo", ["u"], Work, [Everywhere], "undo", "Undo the last change to a shortlist; in Import, of how the file is read; in Browse, what Compare added to the filter.", "back revert";
    Redo: "redo", ["U"], Work, [Everywhere], "redo", "Do again what was undone.", "again";
    OtherFolder: "other-folder", ["W"], Work, [Everywhere], "other folder", "Keep shortlists in another folder until you quit, where they cannot be saved.", "save elsewhere disk full";
    OpenFile: "open-file", ["o"], Work, [Everywhere], "open file", "Open a roster: text, workbook, JSON or Parquet.", "load spreadsheet excel";
    ReadAgain: "read-again", ["r"], Work, [Everywhere], "read again", "Read the open files again: cursor, ticks, filter and lists stay.", "reload refresh file changed";
    Help: "help", ["?", "F1"], General, [Everywhere], "help", "All keys and what they do; type to search.", "keys";
    Commands: "commands", [":", "Ctrl-p"], General, [Everywhere], "commands", "Every command by its name.", "palette menu";
    Mouse: "mouse", ["M"], General, [Everywhere], "mouse", "Mouse on or off. With the mouse on, hold Shift (or Option) to select text.", "click";
    Quit: "quit", ["q", "Ctrl-c"], General, [Everywhere], "quit", "Quit. Your shortlists are already saved; where one could not be, it asks.", "exit leave";
}

impl Command {
    /// The row of the command table.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// Whether the command can be used at this place.
    pub fn works_in(self, place: Place) -> bool {
        self.spec()
            .places
            .iter()
            .any(|allowed| *allowed == Place::Everywhere || *allowed == place)
    }

    /// The command with this id.
    pub fn with_id(id: &str) -> Option<Command> {
        Command::ALL
            .iter()
            .copied()
            .find(|command| command.spec().id == id)
    }
}
