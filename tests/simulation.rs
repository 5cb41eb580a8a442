//! What the comparison says of rosters whose truth is known: made by chance from fixed seeds, so that
//! each run finds the same. Shares and means are held to what the method promises of them, single figures
//! to a plain way of computing them.

#[path = "simulation/chosen.rs"]
mod chosen;
#[path = "simulation/coverage.rs"]
mod coverage;
#[path = "common/dice.rs"]
mod dice;
#[path = "simulation/laws.rs"]
mod laws;
#[path = "simulation/made.rs"]
mod made;
#[path = "simulation/mixes.rs"]
mod mixes;
#[path = "simulation/niches.rs"]
mod niches;
#[path = "simulation/rates.rs"]
mod rates;
#[path = "simulation/sizes.rs"]
mod sizes;
#[path = "simulation/told.rs"]
mod told;
#[path = "simulation/without.rs"]
mod without;
