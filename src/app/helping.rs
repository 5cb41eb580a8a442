//! What helps where rows are left out: unknown figures included, a term dropped, a value set right.

use super::effect::Effect;
use super::focus::Pane;
use super::model::Model;
use super::panes::nothing::Help;
use super::toast::ToastKind;
use crate::query::edit;

impl Model {
    /// Includes rows of which nobody can say, since a figure is unknown, or leaves them out again.
    pub(super) fn toggle_unknown(&mut self) -> Vec<Effect> {
        if self.compared_fields().is_empty() {
            let text = "The filter compares no figure: nobody is left out for an unknown one";
            return self.say(ToastKind::Note, text);
        }
        self.filter.include_unknown(!self.filter.includes_unknown());
        self.ask()
    }

    /// Whether what would help has the cursor keys.
    pub(super) fn chooses_help(&self) -> bool {
        self.pane == Pane::Table && self.nothing.is_some()
    }

    /// Does what is under the cursor of what would help; none where there is nothing to do, or what is
    /// on the screen is about an earlier filter.
    pub(super) fn take_help(&mut self) -> Option<Vec<Effect>> {
        if self.answers.is_stale() {
            return None;
        }
        let help = self.nothing.as_ref()?.help()?.clone();
        let (text, names) = (self.filter.text(), self.filter.names());
        let text = match help {
            Help::Unknown { .. } => {
                self.filter.include_unknown(true);
                return Some(self.ask());
            }
            Help::Instead(near) => {
                edit::replace_value(text, names, near.term, &near.typed, &near.instead)
            }
            Help::Without { term, .. } => edit::remove_term(text, names, term),
        };
        self.filter.set(text);
        Some(self.ask())
    }
}
