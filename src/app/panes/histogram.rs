//! Ranges of numbers chosen by the bins of a histogram: bins become bounds of the filter, and back.

/// The first and the last bin that are chosen.
pub type Chosen = Option<(usize, usize)>;

/// The bounds of a range; a missing one is open.
pub type Bounds = (Option<f64>, Option<f64>);

/// The bins that a range reaches into, of those between these edges; none where there is no range.
pub fn chosen(edges: &[f64], range: Option<Bounds>) -> Chosen {
    let (low, high) = range?;
    let last = edges.len().checked_sub(2)?;
    let inner = edges.get(1..=last).unwrap_or(&[]);
    let first = low.map_or(0, |low| inner.partition_point(|edge| *edge <= low));
    // A bin that just begins where the range ends is none of it.
    let end = high.map_or(last, |high| inner.partition_point(|edge| *edge < high));
    Some((first, end.max(first)))
}

/// What pressing a bin makes of the choice: outside it reaches to the bin, at its end it is one shorter,
/// within it is that bin alone.
pub fn press(chosen: Chosen, bin: usize) -> Chosen {
    match chosen {
        None => Some((bin, bin)),
        Some((first, last)) if bin < first => Some((bin, last)),
        Some((first, last)) if bin > last => Some((first, bin)),
        Some((first, last)) if first == last => None,
        Some((first, last)) if bin == first => Some((first + 1, last)),
        Some((first, last)) if bin == last => Some((first, last - 1)),
        Some(_) => Some((bin, bin)),
    }
}

/// The bounds of chosen bins: none at the ends, where the outer bins hold nothing back.
pub fn bounds(edges: &[f64], chosen: Chosen) -> Bounds {
    let Some((first, last)) = chosen else {
        return (None, None);
    };
    let low = (first > 0).then(|| edges.get(first).copied()).flatten();
    let high = (last + 2 < edges.len())
        .then(|| edges.get(last + 1).copied())
        .flatten();
    (low, high)
}

/// The cells of a bin in a line with so much room: bins share it all. In too little room some have none.
pub fn cells(room: u16, bins: usize, bin: usize) -> std::ops::Range<u16> {
    let at = |bin: usize| (usize::from(room) * bin / bins.max(1)) as u16;
    at(bin)..at(bin + 1)
}

/// The bin at a cell of such a line.
pub fn bin_at(room: u16, bins: usize, x: u16) -> Option<usize> {
    (0..bins).find(|bin| cells(room, bins, *bin).contains(&x))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDGES: [f64; 6] = [0.0, 10.0, 20.0, 50.0, 100.0, 200.0];

    #[test]
    fn bins_become_bounds_and_bounds_the_same_bins() {
        for first in 0..5 {
            for last in first..5 {
                let bins = Some((first, last));
                let bounds = bounds(&EDGES, bins);
                assert_eq!(chosen(&EDGES, Some(bounds)), bins, "{bounds:?}");
            }
        }
        assert_eq!(bounds(&EDGES, Some((1, 2))), (Some(10.0), Some(50.0)));
        assert_eq!(bounds(&EDGES, Some((0, 2))), (None, Some(50.0)));
        assert_eq!(bounds(&EDGES, Some((2, 4))), (Some(20.0), None));
        assert_eq!(chosen(&EDGES, Some((Some(15.0), Some(51.0)))), Some((1, 3)));
        assert_eq!(chosen(&EDGES, Some((Some(900.0), None))), Some((4, 4)));
        assert_eq!(chosen(&EDGES, None), None);
    }

    #[test]
    fn every_cell_belongs_to_one_bin() {
        for (room, bins) in [(22, 12), (22, 21), (34, 18), (5, 20), (0, 3)] {
            let at = (0..room).filter_map(|x| bin_at(room, bins, x)).count();
            assert_eq!(at, usize::from(room), "{room} {bins}");
        }
        assert_eq!(cells(22, 12, 0), 0..1);
        assert_eq!(cells(22, 12, 11), 20..22);
    }

    #[test]
    fn pressing_bins_widens_narrows_and_clears() {
        assert_eq!(press(None, 3), Some((3, 3)));
        assert_eq!(press(Some((3, 3)), 1), Some((1, 3)));
        assert_eq!(press(Some((1, 3)), 4), Some((1, 4)));
        assert_eq!(press(Some((1, 4)), 1), Some((2, 4)));
        assert_eq!(press(Some((1, 4)), 4), Some((1, 3)));
        assert_eq!(press(Some((1, 4)), 2), Some((2, 2)));
        assert_eq!(press(Some((2, 2)), 2), None);
    }
}
