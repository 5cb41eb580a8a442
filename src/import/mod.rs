//! Files become rosters here, with a report of what was understood and what was not.
