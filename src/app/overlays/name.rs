//! A line being typed: the name of a new shortlist, a note, an amount, a file to be written.

use super::{Action, Outcome};
use crate::app::text_field::TextField;
use crate::input::{Key, KeyCode};

/// What is typed, and what it is for.
#[derive(Clone, Debug)]
pub struct Name {
    /// What the dialog is about.
    pub title: String,
    /// What is typed, in a word.
    pub label: &'static str,
    /// What Enter does, in two or three words.
    pub done: &'static str,
    /// What else can be typed, below the line; empty where that is plain.
    pub help: &'static str,
    field: TextField,
    make: fn(String) -> Action,
    /// Whether nothing is an answer.
    clears: bool,
    /// Whether the text is only offered: what is typed takes its place.
    offered: bool,
}

impl Name {
    /// A line that begins as this text; what Enter makes of it.
    pub fn new(
        title: impl Into<String>,
        label: &'static str,
        text: impl Into<String>,
        make: fn(String) -> Action,
    ) -> Self {
        Name {
            title: title.into(),
            label,
            done: "keep it",
            help: "",
            field: TextField::new(text),
            make,
            clears: false,
            offered: false,
        }
    }

    /// What Enter does, in two or three words.
    pub fn done(mut self, done: &'static str) -> Self {
        self.done = done;
        self
    }

    /// Lets an empty line take away what there was, and says what can be typed.
    pub fn clearing(mut self, help: &'static str) -> Self {
        self.clears = true;
        self.help = help;
        self
    }

    /// Only offers the text: what is typed takes its place, unless it is edited first.
    pub fn offering(mut self) -> Self {
        self.offered = !self.field.text().is_empty();
        self
    }

    /// Sets the text to be edited on.
    pub fn retype(&mut self, text: &str) {
        self.field.set(text);
        self.offered = false;
    }

    /// Whether what is typed takes the place of the text.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    pub fn field(&self) -> &TextField {
        &self.field
    }

    pub fn paste(&mut self, text: &str) {
        self.begin(true);
        self.field.paste(text);
    }

    pub fn key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Esc => Outcome::Close,
            KeyCode::Char('c') if key.ctrl => Outcome::Close,
            KeyCode::Enter => match self.field.text().trim() {
                "" if !self.clears => Outcome::Stay,
                name => Outcome::Do((self.make)(name.to_owned())),
            },
            _ => {
                let erases = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
                self.begin(erases || key.typed().is_some());
                self.field.key(key);
                Outcome::Stay
            }
        }
    }

    /// Before the first edit: what is offered goes where another text begins.
    fn begin(&mut self, anew: bool) {
        if std::mem::take(&mut self.offered) && anew {
            self.field.set("");
        }
    }
}
