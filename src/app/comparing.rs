//! What keys and clicks do on the Compare screen.

use ratatui::layout::Rect;

use super::effect::Effect;
use super::focus::{Pane, Screen};
use super::layout::{Layout, compare as areas};
use super::model::Model;
use super::panes::evidence::{basis, forest};
use super::panes::scatter::{Bounds, Grid};
use crate::analysis::compare::Comparison;
use crate::analysis::compare::chart::Lattice;
use crate::query::edit::with_term;
use crate::query::print::word;
use crate::roster::{Currency, Field, Roster};

impl Model {
    /// What Compare's layout depends on.
    pub(super) fn compare_shown(&self, width: u16) -> areas::Shown {
        let sentence = self.compare.comparison().map_or(1, |comparison| {
            areas::lines(&comparison.verdict.sentence, width.saturating_sub(2))
        });
        let tiers = self.data.roster.as_ref();
        areas::Shown {
            sentence,
            tiers: tiers.map_or(0, |roster| roster.tiers().tiers().len() as u16),
        }
    }

    /// The pane that Compare opens with: the sentence, where it does not stand above the others.
    pub(super) fn first_compare_pane(&self) -> Pane {
        match self.layout().compare.sentence.height {
            0 => Pane::Basis,
            _ => Pane::Bars,
        }
    }

    /// Whether the comparison by groups is to be seen.
    pub(super) fn sees_groups(&self) -> bool {
        self.screen == Screen::Compare && self.layout().compare.groups.height > 0
    }

    /// Asks anew where groups are to be seen that nobody asked for.
    pub(super) fn ask_for_groups(&mut self) -> Vec<Effect> {
        let known = |comparison: &Comparison| comparison.groups.is_some();
        let waits = self.compare.is_stale() || self.compare.comparison().is_none_or(known);
        let field = |roster| self.compare.field(roster);
        let possible = self.data.roster.as_ref().and_then(field).is_some();
        match self.sees_groups() && possible && !waits {
            true => self.ask(),
            false => Vec::new(),
        }
    }

    /// Up and down in the pane of Compare that has the keyboard.
    pub(super) fn step_compare(&mut self, by: isize) -> Vec<Effect> {
        let page = self.page();
        match self.pane {
            Pane::Forest => {
                let comparison = self.compare.comparison();
                let rows = comparison.map_or(0, |found| forest(found).len());
                self.compare.scroll_forest(by, rows, page);
            }
            Pane::Basis => {
                let width = Layout::inner(self.layout().compare.basis).width;
                let comparison = self.compare.comparison();
                let lines = comparison.map_or(0, |found| basis_lines(found, width));
                self.compare.scroll_basis(by, lines, page);
            }
            Pane::Groups => self.compare.move_group(by, page),
            Pane::Scatter => self.aim((0, by.saturating_neg())),
            _ => {
                self.compare.step_measure(by.signum());
                return self.ask();
            }
        }
        Vec::new()
    }

    /// Left and right in the pane of Compare that has the keyboard.
    pub(super) fn compare_sideways(&mut self, by: isize) -> Vec<Effect> {
        let Some(roster) = self.data.roster.clone() else {
            return Vec::new();
        };
        match self.pane {
            Pane::Scatter => {
                self.aim((by, 0));
                return Vec::new();
            }
            Pane::Groups => self.compare.step_field(&roster, by),
            _ => self.compare.step_pair(roster.tiers(), by),
        }
        self.ask()
    }

    /// The cells of the scatter on the screen.
    pub fn scatter_grid(&self) -> Option<(Grid, Rect)> {
        let plot = areas::plot(self.layout().compare.scatter);
        let scatter = &self.compare.comparison()?.scatter;
        Grid::of(scatter, plot).map(|grid| (grid, plot))
    }

    fn aim(&mut self, by: (isize, isize)) {
        if let Some((grid, _)) = self.scatter_grid() {
            self.compare.move_crosshair(&grid, by);
        }
    }

    /// A click into a pane of Compare.
    pub(super) fn click_compare(&mut self, pane: Pane, x: u16, y: u16) -> Vec<Effect> {
        self.pane = pane;
        match pane {
            Pane::Scatter => {
                if let Some((grid, plot)) = self.scatter_grid()
                    && plot.contains((x, y).into())
                {
                    let cell = (x - plot.x, plot.bottom() - 1 - y);
                    self.compare.put_crosshair(&grid, cell);
                }
            }
            Pane::Groups => {
                let area = self.layout().compare.groups;
                let (cursor, offset) = self.compare.group();
                let rows = areas::group_rows(area);
                // The first line is the header.
                let line = usize::from(y).checked_sub(usize::from(area.y) + 2);
                if let Some(line) = line.filter(|line| *line < rows) {
                    let by = (offset + line) as isize - cursor as isize;
                    self.compare.move_group(by, rows);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Shows in Browse whom the pane of Compare that has the keyboard is about.
    pub(super) fn show_compared(&mut self) -> Vec<Effect> {
        match self.compared_terms() {
            Some(terms) => self.narrow(&terms),
            None => Vec::new(),
        }
    }

    /// The terms that would show them; none where there is nobody to show.
    pub fn compared_terms(&self) -> Option<Vec<String>> {
        let roster = self.data.roster.as_ref()?;
        let comparison = self.compare.comparison()?;
        match self.pane {
            Pane::Scatter => self.aimed_terms(roster, comparison),
            Pane::Groups => {
                let groups = comparison.groups.as_ref()?;
                let group = groups.groups.get(self.compare.group().0)?;
                let id = groups.field.id();
                let value = format!("{id}:{}", word(&group.name));
                Some(vec![value, tiers_term(comparison)])
            }
            Pane::Basis => None,
            _ => {
                let subject = comparison.subject();
                let anybody = subject.small.rows + subject.big.rows > 0;
                anybody.then(|| vec![tiers_term(comparison)])
            }
        }
    }

    /// The terms that find exactly the influencers under the crosshair.
    fn aimed_terms(&self, roster: &Roster, comparison: &Comparison) -> Option<Vec<String>> {
        let (grid, _) = self.scatter_grid()?;
        let bounds = self.compare.aimed(&grid)?;
        if bounds.dot(&comparison.scatter).count() == 0 {
            return None;
        }
        let price = match roster.has(Field::PriceBase) {
            true => Field::PriceBase,
            false => Field::Price,
        };
        let mut terms = cell_terms(price.id(), &bounds);
        if self.filter.includes_unknown() {
            terms.extend([price.id(), "er"].map(|name| format!("has:{name}")));
        }
        if price == Field::Price {
            terms.extend(incomparable(roster));
        }
        // Whom no tier holds is not in the scatter.
        let in_tiers: usize = comparison.tiers.iter().map(|tier| tier.rows).sum();
        if in_tiers < self.rows().len() {
            terms.push("has:followers".to_owned());
        }
        Some(terms)
    }

    /// Goes to Browse with more terms in the filter.
    fn narrow(&mut self, terms: &[String]) -> Vec<Effect> {
        let before = self.filter.text().to_owned();
        let known = self.filter.term_texts();
        let new = terms.iter().filter(|term| !known.contains(term));
        let text = new.fold(before.clone(), |text, term| with_term(&text, term));
        self.filter.set(text);
        self.filter.keep();
        self.widening = Some((self.filter.text().to_owned(), before));
        let mut effects = self.go(Screen::Browse);
        let (rows, page) = (self.rows().len(), self.layout().table_rows());
        self.table.move_to(0, rows, page);
        effects.extend(self.ask());
        effects
    }

    /// Puts the filter back as it was before Compare narrowed it, where it was not changed since.
    pub(super) fn widen(&mut self) -> Option<Vec<Effect>> {
        let (now, before) = self.widening.take()?;
        if self.screen != Screen::Browse || self.filter.text() != now {
            return None;
        }
        self.filter.set(before);
        Some(self.ask())
    }
}

/// Lines of the basis, wrapped in a pane of this width, its marks and the gaps between included.
pub fn basis_lines(comparison: &Comparison, width: u16) -> usize {
    let room = width.saturating_sub(3);
    let lines = basis(comparison).into_iter();
    lines
        .map(|line| usize::from(areas::lines(line.text(), room)))
        .sum()
}

/// `tier:micro,mega`
fn tiers_term(comparison: &Comparison) -> String {
    let subject = comparison.subject();
    format!(
        "{}:{},{}",
        Field::Tier.id(),
        word(&subject.small.name),
        word(&subject.big.name)
    )
}

/// The bounds of a cell as terms.
fn cell_terms(
    price: &str,
    Bounds {
        price: across,
        rate,
    }: &Bounds,
) -> Vec<String> {
    let (plain, percent) = (Lattice::Plain, Lattice::Percent);
    vec![
        format!("{price}>={}", plain.typed(across.start)),
        format!("{price}<{}", plain.typed(across.end)),
        format!("er>={}%", percent.typed(rate.start)),
        format!("er<{}%", percent.typed(rate.end)),
    ]
}

/// Leaves out prices in currencies that cannot be compared, if the roster has any.
fn incomparable(roster: &Roster) -> Option<String> {
    let exchange = roster.exchange();
    let known = |code: &str| {
        Currency::from_code(code)
            .and_then(|of| exchange.rate(of))
            .is_some()
    };
    let words = roster.dictionary(Field::Currency).words().iter();
    let others: Vec<String> = words
        .filter(|code| !known(code))
        .map(|code| word(code))
        .collect();
    let id = Field::Currency.id();
    (!others.is_empty()).then(|| format!("-{id}:{}", others.join(",")))
}
