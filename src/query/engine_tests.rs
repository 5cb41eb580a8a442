//! The engine against the plain reading of filters, over random rosters of several segments.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;
use crate::roster::fold::fold;
use crate::roster::{
    Currency, Exchange, Field, Kind, Roster, RowId, SegmentBuilder, TierSet, Value,
};

const NICHES: &[&str] = &[
    "Fitness",
    "Yoga",
    "Fitness & Gym",
    "Real Estate",
    "Food",
    "Café",
];
const PLATFORMS: &[&str] = &["Instagram", "TikTok", "YouTube"];
const COUNTRIES: &[&str] = &["United States", "Brazil", "Germany"];
const HANDLES: &[&str] = &["ana", "bo.run", "Ána.fit", "zoe_vegan", "深夜", "ana"];
const BIOS: &[&str] = &["Vegan coach", "park workouts", "café owner", ""];
const NOTES: &[&str] = &["", "asks for a deal", "no DÉAL", "nice"];
const LISTS: &[&str] = &["Spring launch", "Spring", "any", "Brazil test"];
const STATUSES: &[&str] = &["", "contacted", "Agreed", "paid"];
/// Texts that are typed key by key.
const TYPED: &[&str] = &["vegan", "coa", "café", "ana.fit", "DEAL", "深夜"];
/// 2026-03-31.
const TODAY: i32 = 20_543;

/// One made-up row: which words it has, and its figures.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    handle: usize,
    bio: usize,
    platform: Option<usize>,
    niches: Vec<usize>,
    country: Option<usize>,
    followers: Option<u32>,
    rate: Option<u16>,
    price: Option<u16>,
    euro: bool,
    posted: Option<i32>,
    note: usize,
}

fn rows() -> impl Strategy<Value = Vec<Vec<Row>>> {
    let row = (
        (0..HANDLES.len(), 0..BIOS.len()),
        prop::option::of(0..PLATFORMS.len()),
        prop::collection::vec(0..NICHES.len(), 0..3),
        prop::option::of(0..COUNTRIES.len()),
        prop::option::of(prop_oneof![Just(1_000u32), Just(100_000), 0u32..3_000_000]),
        prop::option::of(0u16..120),
        prop::option::of(0u16..8),
        any::<bool>(),
        (prop::option::of(TODAY - 400..TODAY + 3), 0..NOTES.len()),
    )
        .prop_map(
            |(
                (handle, bio),
                platform,
                niches,
                country,
                followers,
                rate,
                price,
                euro,
                (posted, note),
            )| Row {
                handle,
                bio,
                platform,
                niches,
                country,
                followers,
                rate,
                price,
                euro,
                posted,
                note,
            },
        );
    prop::collection::vec(prop::collection::vec(row, 1..90), 1..4)
}

/// One of the foreign currencies has a rate, the other has none.
fn exchange() -> Exchange {
    Exchange::new(Currency::USD, vec![(Currency::EUR, 0.5)])
}

fn roster(segments: &[Vec<Row>]) -> Roster {
    let mut roster = Roster::new(TierSet::default(), exchange());
    for rows in segments {
        let segment = roster.absorb(builder(rows));
        roster.push(segment);
    }
    roster
}

fn builder(rows: &[Row]) -> SegmentBuilder {
    let mut builder = SegmentBuilder::new(std::sync::Arc::from([]));
    for row in rows {
        builder.text(Field::Handle, HANDLES[row.handle]);
        builder.text(Field::Bio, BIOS[row.bio]);
        builder.words(Field::Platform, row.platform.map(|at| PLATFORMS[at]));
        builder.words(Field::Niche, row.niches.iter().map(|at| NICHES[*at]));
        builder.words(Field::Country, row.country.map(|at| COUNTRIES[at]));
        builder.number(Field::Followers, row.followers.map_or(f64::NAN, f64::from));
        builder.number(
            Field::EngagementRate,
            row.rate.map_or(f64::NAN, |rate| f64::from(rate) / 1000.0),
        );
        builder.number(
            Field::Price,
            row.price.map_or(f64::NAN, |price| f64::from(price) * 100.0),
        );
        builder.number(Field::LastPost, row.posted.map_or(f64::NAN, f64::from));
        builder.text(Field::Notes, NOTES[row.note]);
        let foreign = ["EUR", "GBP"][builder.len() % 2];
        builder.words(Field::Currency, row.euro.then_some(foreign));
        builder.end_row();
    }
    builder
}

/// Ticks and shortlists with rows of a roster, as far as it has them.
fn own() -> impl Strategy<Value = OwnData> {
    let entry = (
        0..150u32,
        0..STATUSES.len(),
        0..NOTES.len(),
        prop::option::of(TODAY - 60..TODAY),
    );
    let entry = entry.prop_map(|(row, status, note, added)| OwnEntry {
        row,
        status: STATUSES[status].to_owned(),
        note: NOTES[note].to_owned(),
        added,
    });
    let list = (0..LISTS.len(), prop::collection::vec(entry, 0..30));
    let list = list.prop_map(|(name, entries)| OwnList {
        name: LISTS[name].into(),
        entries,
    });
    let ticked = prop::collection::vec(0..150u32, 0..20);
    (ticked, prop::collection::vec(list, 0..4))
        .prop_map(|(ticked, lists)| OwnData { ticked, lists })
}

/// Filter texts put together from terms that mean something to the made-up rows.
fn filters() -> impl Strategy<Value = String> {
    let alternative = prop::collection::vec(terms(), 1..4).prop_map(|terms| terms.join(" "));
    let group = (any::<bool>(), prop::collection::vec(alternative, 1..4));
    let group = group.prop_map(|(negated, alternatives)| {
        let dash = if negated { "-" } else { "" };
        format!("{dash}({})", alternatives.join(" OR "))
    });
    let term = prop_oneof![3 => terms().prop_map(str::to_owned), 1 => group];
    prop::collection::vec(term, 0..5).prop_map(|terms| terms.join(" "))
}

fn terms() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "niche:fitness",
        "niche:fit",
        "niche:yoga,food",
        "-niche:food",
        "niche:=fitness",
        "niche:\"real estate\"",
        "niche:cafe",
        "platform:ig",
        "platform:tiktok,youtube",
        "-platform:tiktok",
        "country:us,brazil",
        "country:de",
        "tier:micro",
        "tier:mega,nano",
        "-tier:macro",
        "er>=3%",
        "er<1",
        "er:2%..5%",
        "er!=3%",
        "price<500",
        "price:100,300",
        "price>=100",
        "-price<300",
        "followers:1k..100k",
        "followers>=1m",
        "has:price",
        "-has:price",
        "niche:unknown",
        "has:country",
        "vegan",
        "\"park work\"",
        "ana",
        "-vegan",
        "handle:=ana",
        "name:x",
        "handle:b*",
        "cpe<1",
        "深",
        "niche:fit*",
        "niche:*food,*e*",
        "-niche:*",
        "handle:*fit,a*a",
        "bio:*",
        "handle:=@ana",
        "posted<30d",
        "posted:..2m",
        "posted>=1y",
        "-posted:10d..6w",
        "posted!=2026-03",
        "posted:2025,2026-03-01..",
        "posted:unknown",
        "er>=top10%",
        "er:bottom25%",
        "-er>top50%",
        "cpe:top20%",
        "price>=top30%",
        "cpe<tier.median",
        "-er>=tier.q3",
        "price:tier.q1..tier.q3",
        "er!=tier.median",
        "price<200€",
        "price>100£",
        "price!=£300",
        "price:\"EUR 200\"..500",
        "-price<£1",
        "is:ticked",
        "-is:ticked",
        "list:spring",
        "list:\"spring launch\",braz",
        "list:any",
        "-list:any",
        "list:\"any\"",
        "list:=spring",
        "list:*launch",
        "status:contacted,paid",
        "status:agr",
        "-status:any",
        "note:deal",
        "note:*deal",
        "-note:any",
        "notes:deal",
        "added>=2026-03-01",
        "added<20d",
        "added!=2026-03",
    ])
}

fn question(text: &str, own: &OwnData, today: Option<i32>) -> Question {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    Question {
        filter: parsed.filter,
        facets: vec![Field::Niche, Field::Tier, Field::Platform, Field::Country],
        own: own.clone().into(),
        today,
        ..Question::default()
    }
}

fn ask(engine: &mut Engine, roster: &Roster, text: &str, order: &str) -> Answer {
    let question = Question {
        order: parse_order(order).unwrap(),
        ..question(text, &OwnData::default(), Some(TODAY))
    };
    engine.answer(roster, &question, &|| false).unwrap()
}

fn plainly(roster: &Roster, filter: &Filter) -> Vec<RowId> {
    let question = Question {
        filter: filter.clone(),
        today: Some(TODAY),
        ..Question::default()
    };
    (0..roster.len() as RowId)
        .filter(|row| matches(roster, &question, *row))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_filter_gives_the_rows_of_its_plain_reading(
        segments in rows(),
        // Ticks, lists and the day change between questions to the same engine.
        asked in prop::collection::vec((filters(), own(), prop::option::of(TODAY..TODAY + 9)), 1..4),
    ) {
        let roster = roster(&segments);
        let mut engine = Engine::new();
        let first = asked[0].0.clone();
        for (text, own, today) in asked {
            for text in [&text, &first] {
                let question = question(text, &own, today);
                let answer = engine.answer(&roster, &question, &|| false).unwrap();
                let all = 0..roster.len() as RowId;
                let truths: Vec<_> = all.clone().map(|row| search::truth(&roster, &question, row)).collect();
                let are = |truth| all.clone().filter(|row| truths[*row as usize] == truth).collect::<Vec<_>>();
                prop_assert_eq!(&answer.rows[..], &are(search::Truth::Yes)[..], "{}", text);
                prop_assert_eq!(answer.matched.count(), answer.rows.len());
                prop_assert_eq!(answer.skipped_unknown, are(search::Truth::Doubtful).len(), "{}", text);
            }
        }
    }

    #[test]
    fn facets_ignore_their_own_field_and_count_every_row(segments in rows(), text in filters()) {
        let roster = roster(&segments);
        let answer = ask(&mut Engine::new(), &roster, &text, "");
        for facet in &answer.facets {
            let mut filter = parse(&text).filter;
            filter.terms.retain(|term| term.test.field() != Some(facet.field));
            let rows = plainly(&roster, &filter);
            for value in &facet.values {
                let count = rows
                    .iter()
                    .filter(|row| roster.influencer(**row).words(facet.field).any(|word| word == value.value))
                    .count();
                prop_assert_eq!(value.count, count, "{} {}", text, value.value);
            }
        }
    }

    #[test]
    fn a_roster_that_grows_gives_the_same_answers_as_one_that_was_whole(segments in rows(), text in filters()) {
        let mut growing = Roster::new(TierSet::default(), exchange());
        let mut engine = Engine::new();
        for rows in &segments {
            let segment = growing.absorb(builder(rows));
            growing.push(segment);
            let answer = ask(&mut engine, &growing, &text, "-followers");
            let fresh = ask(&mut Engine::new(), &growing, &text, "-followers");
            prop_assert_eq!(&answer.rows, &fresh.rows);
            prop_assert_eq!(answer.facets, fresh.facets);
        }
    }

    #[test]
    fn an_answer_is_the_same_on_any_number_of_cores_and_whatever_was_asked_before(
        segments in rows(),
        asked in prop::collection::vec((filters(), prop::sample::select(TYPED)), 1..4),
        cores in 1usize..5,
    ) {
        let roster = roster(&segments);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap();
        let mut engine = Engine::new();
        for (text, typed) in asked {
            // Key by key, and back again: each is within what was found before, or wider.
            let lengths = (1..=typed.len()).chain((1..typed.len()).rev());
            for length in lengths.filter(|length| typed.is_char_boundary(*length)) {
                let text = format!("{text} {}", &typed[..length]);
                let question = Question {
                    order: parse_order("er,-handle").unwrap(),
                    histograms: vec![Field::Followers],
                    ..question(&text, &OwnData::default(), Some(TODAY))
                };
                let answer = pool.install(|| engine.answer(&roster, &question, &|| false)).unwrap();
                let fresh = Engine::new().answer(&roster, &question, &|| false).unwrap();
                prop_assert_eq!(&answer.rows, &fresh.rows, "{}", text);
                prop_assert_eq!(answer.matched, fresh.matched);
                prop_assert_eq!(answer.facets, fresh.facets);
                prop_assert_eq!(answer.histograms, fresh.histograms);
                prop_assert_eq!(answer.totals, fresh.totals);
                prop_assert_eq!(answer.skipped_unknown, fresh.skipped_unknown);
            }
        }
    }

    #[test]
    fn totals_are_the_middle_of_the_matching_rows(segments in rows(), text in filters()) {
        let roster = roster(&segments);
        let answer = ask(&mut Engine::new(), &roster, &text, "");
        let pairs = [
            (Field::Price, answer.totals.price),
            (Field::EngagementRate, answer.totals.engagement_rate),
        ];
        for (field, spread) in pairs {
            let value = |row: &RowId| match field {
                Field::Price => roster.influencer(*row).amount(field),
                _ => roster.influencer(*row).number(field),
            };
            let mut values: Vec<f64> = answer.rows.iter().filter_map(value).collect();
            values.sort_by(f64::total_cmp);
            prop_assert_eq!(spread.n, values.len(), "{}", text);
            let middle = match values.len() {
                0 => 0.0,
                n => (values[(n - 1) / 2] + values[n / 2]) / 2.0,
            };
            prop_assert_eq!(spread.median, middle);
        }
    }

    #[test]
    fn words_of_rows_that_were_left_out_change_no_answer(segments in rows(), further in rows(), text in filters()) {
        let mut roster = roster(&segments);
        let mut engine = Engine::new();
        ask(&mut engine, &roster, "", "");
        // A duplicate is absorbed and does not join the rows.
        roster.absorb(builder(&further[0]));
        for text in [text.as_str(), "", "-platform:tiktok"] {
            let answer = ask(&mut engine, &roster, text, "niche");
            let fresh = ask(&mut Engine::new(), &roster, text, "niche");
            prop_assert_eq!(&answer.rows, &fresh.rows, "{}", text);
            let seen = |answer: &Answer| {
                let values = answer.facets.iter().flat_map(|facet| &facet.values);
                values.filter(|value| value.count > 0).cloned().collect::<Vec<_>>()
            };
            prop_assert_eq!(seen(&answer), seen(&fresh), "{}", text);
        }
    }

    #[test]
    fn orders_are_stable_with_unknown_last(
        segments in rows(),
        text in prop_oneof![Just(String::new()), filters()],
        order in prop::sample::select(vec!["followers", "-followers", "er,-price", "niche,-er", "-tier,handle", "-country,platform,price"]),
    ) {
        let roster = roster(&segments);
        let answer = ask(&mut Engine::new(), &roster, &text, order);
        let keys = parse_order(order).unwrap();
        let mut rows = plainly(&roster, &parse(&text).filter);
        rows.sort_by(|a, b| {
            keys.iter()
                .map(|key| compare(&roster, *key, *a, *b))
                .find(|ordering| ordering.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        prop_assert_eq!(&answer.rows[..], &rows[..]);
    }

    #[test]
    fn skipped_rows_are_those_that_only_an_unknown_number_keeps_out(segments in rows(), text in filters()) {
        let roster = roster(&segments);
        let filter = parse(&text).filter;
        let answer = ask(&mut Engine::new(), &roster, &text, "");
        let question = Question { filter, today: Some(TODAY), ..Question::default() };
        let doubtful = |row: &RowId| search::truth(&roster, &question, *row) == search::Truth::Doubtful;
        let skipped = (0..roster.len() as RowId).filter(doubtful).count();
        prop_assert_eq!(answer.skipped_unknown, skipped, "{}", text);
        // Included, they are among the rows, and still told.
        let question = Question { include_unknown: true, ..question };
        let answer = Engine::new().answer(&roster, &question, &|| false).unwrap();
        let possible = |row: &RowId| search::truth(&roster, &question, *row) != search::Truth::No;
        let rows: Vec<RowId> = (0..roster.len() as RowId).filter(possible).collect();
        prop_assert_eq!(&answer.rows[..], &rows[..], "{}", text);
        prop_assert_eq!(answer.skipped_unknown, skipped, "{}", text);
    }

    #[test]
    fn histograms_ignore_their_own_field_and_count_every_row(segments in rows(), text in filters(), include_unknown: bool) {
        let roster = roster(&segments);
        let question = Question {
            filter: parse(&text).filter,
            histograms: vec![Field::Followers, Field::Price, Field::EngagementRate],
            include_unknown,
            today: Some(TODAY),
            ..Question::default()
        };
        let answer = Engine::new().answer(&roster, &question, &|| false).unwrap();
        for histogram in &answer.histograms {
            let field = histogram.field;
            let mut rest = question.clone();
            rest.filter.terms.retain(|term| term.test.field() != Some(field));
            let left = |row: &RowId| match search::truth(&roster, &rest, *row) {
                search::Truth::Yes => true,
                search::Truth::Doubtful => include_unknown,
                search::Truth::No => false,
            };
            let rows: Vec<RowId> = (0..roster.len() as RowId).filter(left).collect();
            let value = |row: &RowId| match field {
                Field::Price => roster.influencer(*row).amount(field),
                _ => roster.influencer(*row).number(field),
            };
            let last = histogram.counts.len() - 1;
            for (bin, count) in histogram.counts.iter().enumerate() {
                let (from, to) = (histogram.edges[bin], histogram.edges[bin + 1]);
                let within = |row: &&RowId| value(row).is_some_and(|value| {
                    (bin == 0 || value >= from) && (bin == last || value < to)
                });
                prop_assert_eq!(*count, rows.iter().filter(within).count(), "{} {}..{}", text, from, to);
            }
            let unknown = rows.iter().filter(|row| value(row).is_none()).count();
            prop_assert_eq!(histogram.unknown, unknown);
        }
    }

    #[test]
    fn where_nothing_matches_it_is_known_what_each_term_keeps_out(segments in rows(), text in filters()) {
        let roster = roster(&segments);
        let answer = ask(&mut Engine::new(), &roster, &text, "");
        let filter = parse(&text).filter;
        if !answer.rows.is_empty() {
            prop_assert!(answer.without.is_empty() && answer.near.is_empty());
            return Ok(());
        }
        let rows = |term: usize| {
            let mut filter = filter.clone();
            filter.terms.remove(term);
            plainly(&roster, &filter).len()
        };
        let without: Vec<usize> = (0..filter.terms.len()).map(rows).collect();
        prop_assert_eq!(answer.without, without, "{}", text);
    }
}

#[test]
fn values_that_no_row_has_are_told_what_they_may_have_meant() {
    let row = |niches: Vec<usize>| Row {
        handle: 0,
        bio: 0,
        platform: None,
        niches,
        country: None,
        followers: None,
        rate: None,
        price: None,
        euro: false,
        posted: None,
        note: 0,
    };
    let roster = roster(&[vec![row(vec![0]), row(vec![0, 1]), row(vec![1])]]);
    let niche = roster
        .dictionary(Field::Niche)
        .texts(0)
        .next()
        .unwrap()
        .to_owned();
    let slipped = format!("{niche}s");
    let near = |text: String| ask(&mut Engine::new(), &roster, &text, "").near;
    let found = Near {
        term: 1,
        typed: slipped.clone(),
        instead: niche.clone(),
        count: 2,
    };
    assert_eq!(near(format!("vegan niche:{slipped}")), [found]);
    // What is known, is not there at all or is not wanted is no slip.
    assert_eq!(near(format!("zzz niche:{niche}")), []);
    assert_eq!(near("niche:xylophones".into()), []);
    assert_eq!(near(format!("zzz -niche:{slipped}")), []);
}

fn compare(roster: &Roster, key: SortKey, a: RowId, b: RowId) -> Ordering {
    let value = |row: RowId| {
        let influencer = roster.influencer(row);
        match (key.field, influencer.amount(key.field)) {
            (Field::Price, Some(amount)) => Value::Number(amount),
            (Field::Price, None) => Value::Unknown,
            (field, _) => influencer.value(field),
        }
    };
    let direct = |ordering: Ordering| {
        if key.descending {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let text = |value: Value<'_>| match value {
        Value::Text(text) => fold(text),
        Value::Words(code) => {
            let words: Vec<String> = roster.dictionary(key.field).texts(code).map(fold).collect();
            words.join("\n")
        }
        _ => String::new(),
    };
    match (value(a), value(b)) {
        (Value::Unknown, Value::Unknown) => Ordering::Equal,
        (Value::Unknown, _) => Ordering::Greater,
        (_, Value::Unknown) => Ordering::Less,
        (Value::Number(a), Value::Number(b)) => direct(a.total_cmp(&b)),
        (Value::Words(a), Value::Words(b)) if key.field == Field::Tier => direct(a.cmp(&b)),
        (a, b) => direct(text(a).cmp(&text(b))),
    }
}

#[test]
fn totals_count_prices_by_their_worth_and_leave_out_what_is_unknown() {
    let row = |price: Option<u16>, euro: bool| Row {
        handle: 0,
        bio: 0,
        platform: None,
        niches: Vec::new(),
        country: None,
        followers: None,
        rate: None,
        price,
        euro,
        posted: None,
        note: 0,
    };
    let rows = vec![
        row(Some(1), false),
        row(Some(3), false),
        // In a currency that has a rate, then in one that has none.
        row(Some(5), true),
        row(Some(7), true),
        row(None, false),
    ];
    let answer = ask(&mut Engine::new(), &roster(&[rows]), "", "");
    let price = answer.totals.price;
    assert_eq!((price.n, price.median), (3, 250.0));
    assert_eq!(answer.totals.engagement_rate.n, 0);
    assert_eq!(Field::Price.kind(), Kind::Money);
}

#[test]
fn a_question_that_is_no_longer_wanted_is_not_answered() {
    let rows = vec![Row {
        handle: 0,
        bio: 0,
        platform: None,
        niches: vec![0],
        country: None,
        followers: Some(5),
        rate: None,
        price: None,
        euro: false,
        posted: None,
        note: 0,
    }];
    let question = Question {
        filter: parse("niche:fitness").filter,
        ..Question::default()
    };
    let mut engine = Engine::new();
    let roster = roster(&[rows]);
    assert!(engine.answer(&roster, &question, &|| true).is_none());
    assert!(engine.answer(&roster, &question, &|| false).is_some());
}
