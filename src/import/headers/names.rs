//! Columns of names: first and last ones that belong together, and those that are written as handles.

use super::Assigned;
use super::cells::Cells;
use crate::import::Record;
use crate::roster::Field;

/// A column of names that are all written as handles is the handle where no other column is.
pub fn taken_for_handles(columns: &mut [Assigned], rows: &[Record<'_>], fixed: &[bool]) {
    let place = |field: Field| {
        columns
            .iter()
            .position(|column| column.field == Some(field))
    };
    if let (None, Some(at)) = (place(Field::Handle), place(Field::Name))
        && !fixed[at]
        && Cells::new(rows, at).look_like_handles()
    {
        columns[at].field = Some(Field::Handle);
    }
}

/// Headers of first names that may stand alone for a whole name, folded.
const FIRST_NAMES: &[&str] = &[
    "first name",
    "given name",
    "name",
    "nombre",
    "nome",
    "prenom",
    "vorname",
    "voornaam",
    "ad",
    "adi",
    "isim",
    "имя",
    "imie",
    "nama depan",
    "fornavn",
    "fornamn",
    "firstname",
];

/// Headers of last names, folded.
const LAST_NAMES: &[&str] = &[
    "last name",
    "surname",
    "family name",
    "lastname",
    "apellido",
    "apellidos",
    "sobrenome",
    "nom",
    "nom de famille",
    "nachname",
    "familienname",
    "cognome",
    "achternaam",
    "soyad",
    "soyadi",
    "фамилия",
    "nazwisko",
    "nama belakang",
    "etternavn",
    "efternavn",
    "efternamn",
];

/// Whether a column holds last names beside one of first names.
pub fn is_surname(column: &Assigned) -> bool {
    LAST_NAMES.contains(&column.header.words.as_str())
}

/// Puts a column of last names behind one of first names.
pub fn join_surname(columns: &mut [Assigned], rows: &[Record<'_>], fixed: &[bool]) {
    let named = |list: &[&str], at: &usize| list.contains(&columns[*at].header.words.as_str());
    let free = |at: &usize| !fixed[*at] && matches!(columns[*at].field, None | Some(Field::Name));
    let all = 0..columns.len();
    let first = all.clone().filter(free).find(|at| named(FIRST_NAMES, at));
    let last = all.filter(free).find(|at| named(LAST_NAMES, at));
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    let taken = columns
        .iter()
        .position(|column| column.field == Some(Field::Name));
    if taken.is_some_and(|at| at != first && at != last) {
        return;
    }
    let cells = Cells::new(rows, first);
    if cells.known().iter().all(|name| name.contains(' ')) {
        return;
    }
    for (at, note) in [
        (first, "with the last name"),
        (last, "behind the first name"),
    ] {
        columns[at].field = Some(Field::Name);
        columns[at].note = Some(note.to_owned());
    }
}
