//! Size classes by followers.

/// Size classes with their lower bounds, from small to large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierSet {
    preset: String,
    tiers: Vec<Tier>,
}

/// One size class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// `micro`, `mega`.
    pub name: String,
    /// The fewest followers of the class; the next class begins where this one ends.
    pub from: u64,
}

/// The presets by name, smallest tier first. The first tier begins at 0.
const PRESETS: &[(&str, &[(&str, u64)])] = &[
    (
        "article",
        &[
            ("nano", 0),
            ("micro", 1_000),
            ("macro", 100_000),
            ("mega", 1_000_000),
        ],
    ),
    (
        "five-tier",
        &[
            ("nano", 0),
            ("micro", 10_000),
            ("mid", 100_000),
            ("macro", 500_000),
            ("mega", 1_000_000),
        ],
    ),
    (
        "hypeauditor",
        &[
            ("nano", 0),
            ("micro", 10_000),
            ("mid", 50_000),
            ("macro", 500_000),
            ("mega", 1_000_000),
        ],
    ),
    (
        "izea",
        &[
            ("nano", 0),
            ("micro", 10_000),
            ("mid", 50_000),
            ("macro", 200_000),
            ("mega", 500_000),
            ("celebrity", 1_000_000),
        ],
    ),
];

impl Default for TierSet {
    /// The preset `article`: nano < 1,000 ≤ micro < 100,000 ≤ macro < 1,000,000 ≤ mega.
    fn default() -> Self {
        TierSet::preset("article").expect("the default preset is in the table")
    }
}

impl TierSet {
    /// The preset with this name.
    pub fn preset(name: &str) -> Option<Self> {
        let (name, tiers) = PRESETS
            .iter()
            .find(|(preset, _)| preset.eq_ignore_ascii_case(name))?;
        Some(TierSet {
            preset: (*name).to_owned(),
            tiers: tiers
                .iter()
                .map(|(name, from)| Tier {
                    name: (*name).to_owned(),
                    from: *from,
                })
                .collect(),
        })
    }

    /// The names of all presets.
    pub fn preset_names() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The name of the preset.
    pub fn preset_name(&self) -> &str {
        &self.preset
    }

    /// The tiers, from small to large.
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// The place of the tier of an account with so many followers; none below the first bound.
    pub fn of(&self, followers: f64) -> Option<usize> {
        self.tiers
            .partition_point(|tier| tier.from as f64 <= followers)
            .checked_sub(1)
    }

    /// The place of the tier with this name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.tiers
            .iter()
            .position(|tier| tier.name.eq_ignore_ascii_case(name))
    }

    /// From the lower bound to the bound of the next tier, if there is one.
    pub fn bounds(&self, tier: usize) -> (u64, Option<u64>) {
        (
            self.tiers[tier].from,
            self.tiers.get(tier + 1).map(|next| next.from),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_bounds_belong_to_the_tier() {
        let tiers = TierSet::default();
        for (followers, name) in [
            (0.0, "nano"),
            (999.0, "nano"),
            (1_000.0, "micro"),
            (99_999.0, "micro"),
            (100_000.0, "macro"),
            (999_999.0, "macro"),
            (1_000_000.0, "mega"),
            (652_000_000.0, "mega"),
        ] {
            let tier = tiers
                .of(followers)
                .map(|at| tiers.tiers()[at].name.as_str());
            assert_eq!(tier, Some(name), "{followers}");
        }
        assert_eq!(tiers.of(f64::NAN), None);
        assert_eq!(tiers.of(-1.0), None);
    }
}
