//! Prices as money: what they are worth, and those that a formula gave. All files are made up here.

use std::fmt::Write;
use std::ops::ControlFlow;

use tastemaker::analysis::compare::{Measure, Pairing, compare};
use tastemaker::analysis::{cost, price_model};
use tastemaker::background::open::{Assumptions, open};
use tastemaker::export::{Format, Making, Wording, columns, write_rows};
use tastemaker::import::report::Report;
use tastemaker::import::{Options, Source};
use tastemaker::query::{self, Engine, Question};
use tastemaker::roster::{Currency, Field, Formula, Roster, RowSet};

fn opened(
    files: &[(&str, &str)],
    options: &Options,
    assumptions: &Assumptions,
) -> (Roster, Report) {
    let sources: Vec<Source> = files
        .iter()
        .map(|(name, text)| Source::Bytes {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    open(&sources, options, assumptions, all)
}

#[test]
fn whoever_shows_costs_says_that_a_formula_gave_the_prices() {
    let mut text = "Handle,Platform,Followers,Likes,Comments,Price\n".to_owned();
    for row in 1..=30 {
        let followers = row * row * 4_321;
        let price = followers / 100;
        let _ = writeln!(
            text,
            "made{row},Instagram,{followers},{},{row},{price}",
            row * 37
        );
    }
    let (roster, report) = opened(
        &[("rates.csv", &text)],
        &Options::default(),
        &Assumptions::default(),
    );
    let said = "The 30 prices are about 10 per 1,000 followers: costs only give that formula back.";
    assert_eq!(report.notes, [said]);
    let comparison = compare(
        &roster,
        &RowSet::all(&roster),
        MICRO_MEGA,
        &price_model::findings(&roster),
    );
    assert!(
        comparison.caveats.contains(&report.notes[0]),
        "{:?}",
        comparison.caveats
    );
}

const MICRO_MEGA: Pairing = Pairing {
    small: 1,
    big: 3,
    measure: Measure::Cpe,
    by: None,
};

/// Prices in three currencies, and one that names none.
const MIXED: &str = "Handle,Platform,Followers,Likes,Comments,Price,Currency\n\
    ana.made,Instagram,12000,300,20,500,EUR\n\
    bo.made,Instagram,50000,900,40,520,USD\n\
    cy.made,Instagram,8000,200,0,400,GBP\n\
    dee.made,Instagram,8000,200,0,300,USD\n\
    eva.made,Instagram,8000,100,0,200,\n";

fn with_rates(text: &str, rates: &[(&str, f64)]) -> (Roster, Report) {
    let rates = rates.iter().map(|(code, rate)| {
        let currency = Currency::from_code(code).expect("a currency");
        (currency, *rate)
    });
    let assumptions = Assumptions {
        rates: rates.collect(),
        ..Assumptions::default()
    };
    opened(&[("mixed.csv", text)], &Options::default(), &assumptions)
}

fn handles(roster: &Roster, filter: &str, order: &str) -> String {
    let question = Question {
        filter: query::parse(filter).filter,
        order: query::parse_order(order).expect("an order"),
        ..Question::default()
    };
    let answer = Engine::new().answer(roster, &question, &|| false);
    let rows = answer.expect("nobody cancels").rows;
    let names = rows.iter().map(|row| {
        let handle = roster.influencer(*row).text(Field::Handle);
        handle.trim_end_matches(".made")
    });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn amounts_are_compared_where_a_rate_is_known_and_nowhere_else() {
    let costs = |roster: &Roster| -> Vec<Option<f64>> {
        let rows = 0..roster.len() as u32;
        rows.map(|row| roster.influencer(row).number(Field::Cpe))
            .collect()
    };
    let totals = |roster: &Roster| {
        let answer = Engine::new().answer(roster, &Question::default(), &|| false);
        let price = answer.expect("nobody cancels").totals.price;
        (price.n, price.median)
    };
    let (roster, report) = with_rates(MIXED, &[]);
    assert_eq!(roster.base_currency(), Currency::USD);
    assert_eq!(
        costs(&roster),
        [None, Some(520.0 / 940.0), None, Some(1.5), Some(2.0)]
    );
    assert_eq!(handles(&roster, "price<510", "price"), "eva dee");
    assert_eq!(handles(&roster, "", "-price"), "bo dee eva ana cy");
    assert_eq!(totals(&roster), (3, 300.0));
    assert_eq!(
        report.notes,
        [
            "Prices: 3 in USD, 1 in EUR, 1 in GBP.",
            "1 price in EUR has no rate to USD and so no cost: give --rate EUR=... or set it under [rates].",
            "1 price in GBP has no rate to USD and so no cost: give --rate GBP=... or set it under [rates].",
        ]
    );
    let comparison = compare(
        &roster,
        &RowSet::all(&roster),
        MICRO_MEGA,
        &price_model::findings(&roster),
    );
    assert_eq!(comparison.excluded, [(cost::Exclusion::OtherCurrency, 2)]);

    let (roster, report) = with_rates(MIXED, &[("EUR", 1.1), ("GBP", 0.5)]);
    assert_eq!(
        costs(&roster),
        [
            Some(550.0 / 320.0),
            Some(520.0 / 940.0),
            Some(1.0),
            Some(1.5),
            Some(2.0)
        ]
    );
    assert_eq!(handles(&roster, "price<510", "price"), "cy eva dee");
    assert_eq!(handles(&roster, "price>=545", "price"), "ana");
    assert_eq!(handles(&roster, "", "-price"), "ana bo dee cy eva");
    assert_eq!(totals(&roster), (5, 300.0));
    assert_eq!(
        report.notes[1],
        "1 price in EUR is compared in USD, at your rate of 1.1."
    );
    let comparison = compare(
        &roster,
        &RowSet::all(&roster),
        MICRO_MEGA,
        &price_model::findings(&roster),
    );
    assert_eq!(comparison.excluded, []);
    let prices = comparison.tiers[1].price.map(|price| price.median);
    assert_eq!(prices, Some(300.0));
    assert_eq!(
        cost::explain(&roster, &roster.influencer(0), Formula::CostPerEngagement),
        "$550 (€500 at 1.1) / 320 engagements"
    );
}

#[test]
fn an_export_keeps_what_the_file_says_and_names_what_was_converted() {
    let (roster, _) = with_rates(MIXED, &[("EUR", 1.1)]);
    let mut written = Vec::new();
    let fields = [
        Field::Handle,
        Field::Price,
        Field::Currency,
        Field::PriceBase,
    ];
    write_rows(
        &roster,
        &[0, 2, 4],
        &fields,
        (Format::Csv, Wording::default()),
        &Making::default(),
        &mut written,
    )
    .expect("memory");
    assert_eq!(
        String::from_utf8(written).expect("text"),
        "handle,price,currency,price_in_usd\nana.made,500,EUR,550\ncy.made,400,GBP,\neva.made,200,,200\n"
    );
    assert!(columns::default(&roster).contains(&Field::PriceBase));
    let (plain, _) = with_rates(MIXED, &[]);
    assert!(!columns::default(&plain).contains(&Field::PriceBase));
}

#[test]
fn the_currency_of_costs_is_the_users_else_the_files_unless_a_rate_leads_from_it() {
    let in_eur = MIXED.replace("USD", "EUR");
    for (text, rates, base) in [
        (MIXED, &[][..], "USD"),
        (&in_eur, &[], "EUR"),
        (&in_eur, &[("GBP", 1.2)], "EUR"),
        (&in_eur, &[("EUR", 1.1)], "USD"),
        (MIXED, &[("USD", 0.9)], "EUR"),
    ] {
        let (roster, _) = with_rates(text, rates);
        assert_eq!(roster.base_currency().code(), base, "{rates:?}");
    }
    let said = Assumptions {
        currency: Some(Currency::EUR),
        ..Assumptions::default()
    };
    let (roster, _) = opened(&[("mixed.csv", MIXED)], &Options::default(), &said);
    assert_eq!(roster.base_currency(), Currency::EUR);
}

#[test]
fn an_amount_that_names_no_currency_is_in_that_of_its_own_file() {
    let dollars = "Handle,Platform,Price,Currency\nana.made,Instagram,100,USD\n";
    let euros = "Handle,Platform,Price,Currency\nbo.made,Instagram,100,EUR\ncy.made,Instagram,200,\n\
                 dee.made,Instagram,,\n";
    let (roster, report) = opened(
        &[("dollars.csv", dollars), ("euros.csv", euros)],
        &Options::default(),
        &Assumptions::default(),
    );
    let currencies: Vec<&str> = (0..4)
        .map(|row| roster.influencer(row).word(Field::Currency))
        .collect();
    assert_eq!(currencies, ["USD", "EUR", "EUR", ""]);
    assert!(
        report.notes[1].starts_with("2 prices in EUR have no rate"),
        "{:?}",
        report.notes
    );
}
