//! Sorting by digits: rows put in the order of their ranks, all cores at work.

use rayon::prelude::*;

use crate::roster::RowId;

/// For each row a number that sorts like its value.
pub struct Ranks {
    pub of_row: Vec<u64>,
    /// Two ranks that differ do so in their upper 32 bits, by which rows are sorted first.
    pub upper_tells: bool,
}

/// Bits of a digit: small enough for the counts of all digits to stay in the first cache.
const DIGIT: u32 = 11;
/// Where the digits of the upper half of a number begin, from the lowest.
const DIGITS: [u32; 3] = [32, 32 + DIGIT, 32 + 2 * DIGIT];
/// Numbers that one core sorts by itself.
const ALONE: usize = 1 << 15;

/// Puts rows in the order of their ranks; those of one rank keep the order that they come in.
pub fn sort(rows: &mut Vec<RowId>, ranks: &Ranks) {
    // The upper half of a rank, and below it the place that its row has so far.
    let of = |row: &RowId| ranks.of_row[*row as usize];
    let keyed = rows
        .par_iter()
        .enumerate()
        .map(|(place, row)| (of(row) & UPPER) | place as u64);
    let mut keyed: Vec<u64> = keyed.collect();
    let share = keyed.len().div_ceil(rayon::current_num_threads());
    keyed.par_chunks_mut(share.max(ALONE)).for_each(by_digits);
    // It finds the sorted runs, and merges them.
    keyed.par_sort();
    let place = |key: &u64| *key as u32 as usize;
    if !ranks.upper_tells {
        settle(&mut keyed, &|key| of(&rows[place(key)]));
    }
    *rows = keyed.par_iter().map(|key| rows[place(key)]).collect();
}

/// The half of a number that digits are taken from.
const UPPER: u64 = !(u32::MAX as u64);

/// Sorts by the upper half; equal ones keep their order.
fn by_digits(keyed: &mut [u64]) {
    let digit = |key: u64, from: u32| (key >> from) as usize & ((1 << DIGIT) - 1);
    let mut counts = [[0u32; 1 << DIGIT]; DIGITS.len()];
    for key in keyed.iter() {
        for (counts, from) in counts.iter_mut().zip(DIGITS) {
            counts[digit(*key, from)] += 1;
        }
    }
    let mut other = vec![0; keyed.len()];
    let (mut these, mut those) = (&mut *keyed, other.as_mut_slice());
    let mut swapped = false;
    for (counts, from) in counts.iter_mut().zip(DIGITS) {
        if counts.iter().any(|count| *count as usize == these.len()) {
            continue;
        }
        let mut sum = 0;
        for count in counts.iter_mut() {
            sum += std::mem::replace(count, sum);
        }
        for key in these.iter() {
            let next = &mut counts[digit(*key, from)];
            those[*next as usize] = *key;
            *next += 1;
        }
        std::mem::swap(&mut these, &mut those);
        swapped = !swapped;
    }
    if swapped {
        those.copy_from_slice(these);
    }
}

/// Puts those of which the upper halves are equal in the order of their whole ranks.
fn settle(keyed: &mut [u64], rank: &(impl Fn(&u64) -> u64 + Sync)) {
    let same = |a: &u64, b: &u64| a & UPPER == b & UPPER;
    if keyed.len() > ALONE {
        let middle = keyed.len() / 2;
        let run = keyed[middle..].iter();
        let middle = middle + run.take_while(|key| same(key, &keyed[middle - 1])).count();
        if middle < keyed.len() {
            let (left, right) = keyed.split_at_mut(middle);
            rayon::join(|| settle(left, rank), || settle(right, rank));
            return;
        }
    }
    for run in keyed.chunk_by_mut(same) {
        if run.len() > 1 && !run.is_sorted_by_key(rank) {
            run.sort_by_key(rank);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_sorted_as_by_comparing_them(
            few in prop::collection::vec(any::<u64>(), 1..40),
            drawn in prop::collection::vec(any::<prop::sample::Index>(), 0..400),
            kept in prop::sample::select(vec![u64::MAX, UPPER, 0xFFFF, 0x7 << 40]),
            // More than one core sorts alone, too.
            times in prop::sample::select(vec![1, 1, 1, 400]),
        ) {
            let drawn: Vec<u64> = drawn.iter().map(|index| *index.get(&few) & kept).collect();
            let of_row = drawn.repeat(times);
            // Not the order of the roster: that of another key.
            let rows: Vec<RowId> = (0..of_row.len() as RowId).rev().collect();
            let mut expected = rows.clone();
            expected.sort_by_key(|row| of_row[*row as usize]);
            let mut sorted = rows;
            let upper_tells = kept & UPPER == kept;
            sort(&mut sorted, &Ranks { of_row, upper_tells });
            prop_assert_eq!(sorted, expected);
        }
    }
}
