//! What names and currencies mean in the filters over one roster: the headers of its files are names of
//! the fields that they are read as.

use rustc_hash::FxHashMap;

use super::own::STATUSES;
use super::suggest;
use crate::roster::fold::fold;
use crate::roster::{Exchange, Field};

/// The names that a roster adds to those of the field table, and its currency with the rates to it.
/// Without a roster, currencies are taken as they are named.
#[derive(Clone, Debug, Default)]
pub struct Names {
    headers: FxHashMap<String, Field>,
    exchange: Option<Exchange>,
    /// The user's own words for how far talks have come; empty where they have none.
    statuses: Vec<String>,
}

impl Names {
    /// Names for a roster whose amounts are compared in this currency and whose columns have these
    /// headers.
    pub fn new(exchange: impl Into<Exchange>, headers: &[(&str, Field)]) -> Self {
        let mut names = Names {
            headers: FxHashMap::default(),
            exchange: Some(exchange.into()),
            statuses: Vec::new(),
        };
        for (header, field) in headers {
            names.headers.entry(key(header)).or_insert(*field);
        }
        names
    }

    /// The same with the user's own words for how far talks have come.
    pub fn with_statuses(self, statuses: &[String]) -> Self {
        Names {
            statuses: statuses.to_vec(),
            ..self
        }
    }

    /// How far talks can have come, from the first to the last.
    pub fn statuses(&self) -> Vec<&str> {
        match self.statuses.as_slice() {
            [] => STATUSES.to_vec(),
            own => own.iter().map(String::as_str).collect(),
        }
    }

    /// The field with this id or alias, else the one that a column with this header is read as.
    pub fn field(&self, name: &str) -> Option<Field> {
        // What was noted on shortlists is asked for by marks.
        let field = Field::named(name).filter(|field| !field.is_noted());
        field.or_else(|| self.headers.get(&key(name)).copied())
    }

    /// The name nearest to one that is not known.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let headers = self.headers.keys().map(String::as_str);
        suggest::field(name).or_else(|| suggest::nearest(&key(name), headers))
    }

    /// The currency that amounts are compared in, and the rates to it.
    pub fn exchange(&self) -> Option<&Exchange> {
        self.exchange.as_ref()
    }
}

/// Headers are compared without case, accents and blanks at their ends.
fn key(name: &str) -> String {
    fold(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Currency;

    #[test]
    fn headers_are_names_but_never_in_place_of_a_field() {
        let headers = [
            ("Seguidores", Field::Followers),
            (" Preço ", Field::Price),
            ("Cost", Field::PriceStory),
        ];
        let names = Names::new(Currency::USD, &headers);
        assert_eq!(names.field("SEGUIDORES"), Some(Field::Followers));
        assert_eq!(names.field("preco"), Some(Field::Price));
        assert_eq!(names.field("cost"), Some(Field::Price));
        assert_eq!(names.field("seguidor"), None);
        assert_eq!(names.nearest("seguidore"), Some("seguidores"));
        assert_eq!(names.nearest("pric"), Some("price"));
    }
}
