//! Figures over rows: costs, tiers, the comparison.
