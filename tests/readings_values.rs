//! Whole made-up files and what their cells mean: numbers, shares, money, days and lists as people of
//! many languages write them. Each line is something that a marketer would miss.

use tastemaker::import::report::{Effect, FileReport, IssueKind};
use tastemaker::import::{DayOrder, DecimalMark, Options, Source};
use tastemaker::roster::{Field, Influencer, Roster};

#[path = "common/reading.rs"]
mod reading;

struct Read {
    report: FileReport,
    roster: Roster,
}

fn read_with(text: &str, options: Options) -> Read {
    let source = Source::Bytes {
        name: "made-up.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let (report, roster) = reading::open_source(source, &options);
    assert_eq!(report.error, None, "{text}");
    Read { report, roster }
}

fn read(text: &str) -> Read {
    read_with(text, Options::default())
}

impl Read {
    fn rows(&self) -> impl Iterator<Item = Influencer<'_>> {
        (0..self.roster.len() as u32).map(|row| self.roster.influencer(row))
    }

    fn numbers(&self, field: Field) -> Vec<Option<f64>> {
        self.rows().map(|row| row.number(field)).collect()
    }

    fn words(&self, field: Field) -> Vec<Vec<String>> {
        self.rows()
            .map(|row| row.words(field).map(str::to_owned).collect())
            .collect()
    }

    fn note(&self, header: &str) -> &str {
        let mut columns = self.report.columns.iter();
        let column = columns.find(|column| column.header == header);
        column
            .and_then(|column| column.note.as_deref())
            .unwrap_or_default()
    }

    /// Kind, line and text of what was not as it should be.
    fn issues(&self) -> Vec<(IssueKind, u64, &str, Effect)> {
        let issues = self.report.issues.iter();
        issues
            .map(|issue| {
                (
                    issue.kind,
                    issue.line.unwrap_or(0),
                    issue.text.as_str(),
                    issue.effect,
                )
            })
            .collect()
    }
}

/// Followers of files that hold nothing else.
#[test]
fn counts_are_read_in_the_languages_of_rosters() {
    for (header, cells, right) in [
        (
            "Seguidores",
            &["12,5 mil", "1,2 millones", "950"][..],
            &[12_500.0, 1_200_000.0, 950.0][..],
        ),
        (
            "Seguidores",
            &["12,5 mil", "1,2 mi", "3 milhões"],
            &[12_500.0, 1_200_000.0, 3_000_000.0],
        ),
        (
            "Abonnés",
            &["12 587", "1 234 567", "890"],
            &[12_587.0, 1_234_567.0, 890.0],
        ),
        (
            "Abonnenten",
            &["1,2 Mio.", "850 Tsd.", "12.345"],
            &[1_200_000.0, 850_000.0, 12_345.0],
        ),
        (
            "Iscritti",
            &["12mila", "1,2 mln", "3 milioni"],
            &[12_000.0, 1_200_000.0, 3_000_000.0],
        ),
        (
            "Volgers",
            &["12.500", "1,2 mln", "2 miljoen"],
            &[12_500.0, 1_200_000.0, 2_000_000.0],
        ),
        (
            "Takipçi",
            &["12,5 B", "1,2 Mn", "850 bin"],
            &[12_500.0, 1_200_000.0, 850_000.0],
        ),
        (
            "Подписчики",
            &["850 тыс.", "1,2 млн", "12 345"],
            &[850_000.0, 1_200_000.0, 12_345.0],
        ),
        (
            "Obserwujący",
            &["850 tys.", "1,2 mln", "12 345"],
            &[850_000.0, 1_200_000.0, 12_345.0],
        ),
        (
            "Pengikut",
            &["850rb", "1,2 jt", "12.345"],
            &[850_000.0, 1_200_000.0, 12_345.0],
        ),
        (
            "Người theo dõi",
            &["850 nghìn", "1,2 triệu", "1tr2"],
            &[850_000.0, 1_200_000.0, 1_200_000.0],
        ),
        (
            "المتابعين",
            &["٨٥٠ ألف", "١٫٢ مليون", "١٢٬٣٤٥"],
            &[850_000.0, 1_200_000.0, 12_345.0],
        ),
        (
            "फॉलोअर्स",
            &["5 लाख", "1.2 करोड़", "१२,३४५"],
            &[500_000.0, 12_000_000.0, 12_345.0],
        ),
        (
            "粉丝数",
            &["12.5万", "1.2亿", "8,500"],
            &[125_000.0, 120_000_000.0, 8_500.0],
        ),
        (
            "フォロワー数",
            &["12.5万", "１２，３４５", "8500人"],
            &[125_000.0, 12_345.0, 8_500.0],
        ),
        (
            "팔로워",
            &["12.5만", "3천", "1억2000만"],
            &[125_000.0, 3_000.0, 120_000_000.0],
        ),
        (
            "Followers",
            &["12,34,567", "2.5 crore", "5 lakh"],
            &[1_234_567.0, 25_000_000.0, 500_000.0],
        ),
        (
            "Followers",
            &["1.234", "12.345", "987"],
            &[1_234.0, 12_345.0, 987.0],
        ),
        (
            "Followers",
            &["1'234'567", "12’345", "8_500"],
            &[1_234_567.0, 12_345.0, 8_500.0],
        ),
        (
            "Followers",
            &["=\"1234\"", "'+5600", "1.0E+5"],
            &[1_234.0, 5_600.0, 100_000.0],
        ),
        (
            "Followers (millions)",
            &["1.234", "12.5", "0.9"],
            &[1_234_000.0, 12_500_000.0, 900_000.0],
        ),
        (
            "Followers",
            &["~12k", "ca. 1,234 subs", "12,000*"],
            &[12_000.0, 1_234.0, 12_000.0],
        ),
    ] {
        let mut text = format!("handle;{header}\n");
        for (at, cell) in cells.iter().enumerate() {
            text.push_str(&format!("who_{at};{cell}\n"));
        }
        let options = Options {
            mappings: vec![(header.to_owned(), Some(Field::Followers))],
            ..Options::default()
        };
        let file = read_with(&text, options);
        let right: Vec<Option<f64>> = right.iter().copied().map(Some).collect();
        assert_eq!(file.numbers(Field::Followers), right, "{header}: {cells:?}");
        assert!(file.issues().is_empty(), "{:?}", file.issues());
    }
}

#[test]
fn twins_with_either_decimal_mark_are_read_the_same() {
    let point = "handle;followers;er;price\nana_m;1,234,567;2.67%;$1,234.50\nbo_z;12,345;0.5%;$980.00\ncy_q;987;10.25%;$1,200\n";
    let comma = "handle;followers;er;price\nana_m;1.234.567;2,67%;$1.234,50\nbo_z;12.345;0,5%;$980,00\ncy_q;987;10,25%;$1.200\n";
    let (point, comma) = (read(point), read(comma));
    for (field, right) in [
        (Field::Followers, [1_234_567.0, 12_345.0, 987.0]),
        (Field::EngagementRate, [0.0267, 0.005, 0.1025]),
        (Field::Price, [1_234.5, 980.0, 1_200.0]),
    ] {
        for (found, right) in point.numbers(field).into_iter().zip(right) {
            assert!(
                found.is_some_and(|found| (found - right).abs() < 1e-9),
                "{found:?}"
            );
        }
        assert_eq!(comma.numbers(field), point.numbers(field));
    }
}

#[test]
fn a_doubtful_mark_is_decided_said_and_can_be_overruled() {
    // Nothing but the price itself: nobody asks for a thousandth of a dollar.
    let text = "handle,price\nana_m,1.500\nbo_z,2.250\ncy_q,900\n";
    let file = read(text);
    assert_eq!(
        file.numbers(Field::Price),
        [1_500.0, 2_250.0, 900.0].map(Some)
    );
    assert!(
        file.note("price")
            .contains("1.500 is read as 1,500, not 1.5; if that is wrong: --decimal point")
    );
    let overruled = Options {
        decimal: Some(DecimalMark::Point),
        ..Options::default()
    };
    let file = read_with(text, overruled);
    assert_eq!(file.numbers(Field::Price), [1.5, 2.25, 900.0].map(Some));
    // Both are written: the larger part decides, and the note says so.
    let file = read("handle;price\nana_m;1.234,50\nbo_z;12,75\ncy_q;1,234.5\n");
    assert_eq!(
        file.numbers(Field::Price),
        [1_234.5, 12.75, 1_234.5].map(Some)
    );
    assert!(
        file.note("price").contains("both 1.234,5 and 1,234.5"),
        "{}",
        file.note("price")
    );
    // The other columns say what a magnitude cannot.
    let file = read("handle;followers;er\nana_m;1,234 K;2,5%\nbo_z;2,345 K;3,75%\n");
    assert_eq!(file.numbers(Field::Followers), [1_234.0, 2_345.0].map(Some));
    let file = read("handle;followers;er\nana_m;1,234 K;2.5%\nbo_z;2,345 K;3.75%\n");
    assert_eq!(
        file.numbers(Field::Followers),
        [1_234_000.0, 2_345_000.0].map(Some)
    );
}

#[test]
fn shares_are_read_in_each_of_their_notations() {
    for cells in [
        ["2.67%", "10.5%", "0.4%"],
        ["2,67 %", "10,5 %", "0,4 %"],
        ["%2,67", "%10,5", "%0,4"],
        ["2.67", "10.5", "0.4"],
        ["0.0267", "0.105", "0.004"],
        ["0,0267", "0,105", "0,004"],
        ["26.7‰", "105‰", "4‰"],
        ["ER 2.67%", "10.5% er", "0.4 %"],
        // Some with a sign, some without: those are of the same size, or a hundredth of it.
        ["2.67", "10.5%", "0.4%"],
        ["2.67%", "10.5%", "0.004"],
    ] {
        let mut text = "handle;er\n".to_owned();
        for (at, cell) in cells.iter().enumerate() {
            text.push_str(&format!("who_{at};{cell}\n"));
        }
        let file = read(&text);
        let found = file.numbers(Field::EngagementRate);
        for (found, right) in found.iter().zip([0.0267, 0.105, 0.004]) {
            assert!(
                (found.unwrap() - right).abs() < 1e-9,
                "{cells:?}: {found:?}"
            );
        }
    }
    let mixed = read("handle;er\na_a;2.67%\nb_b;10.5%\nc_c;0.004\n");
    assert!(
        mixed
            .note("er")
            .contains("some cells have a percent sign and 1 have none")
    );
}

#[test]
fn likes_that_have_nothing_to_do_with_a_rate_do_not_settle_it() {
    let mut text = "handle,followers,avg likes,er\n".to_owned();
    for (at, (likes, rate)) in [
        (7_310, 0.001),
        (3_410, 0.014),
        (970, 0.017),
        (150_000, 0.012),
        (88, 0.02),
        (41_000, 0.004),
        (12, 0.03),
        (900_000, 0.006),
    ]
    .into_iter()
    .enumerate()
    {
        text.push_str(&format!("who_{at},400000000,{likes},{rate}\n"));
    }
    let file = read(&text);
    let found = file.numbers(Field::EngagementRate)[1].unwrap();
    assert!((found - 0.014).abs() < 1e-9, "{found}");
}

#[test]
fn likes_and_comments_settle_what_a_rate_is() {
    // The same figures, under 1: percent by followers, fractions by followers, fractions by views.
    for (likes, views, rate, right) in [
        (60, 0, 0.7, 0.007),
        (6_000, 0, 0.6, 0.6),
        (60, 200, 0.35, 0.35),
        (60, 20_000, 0.35, 0.0035),
    ] {
        let mut text = "handle,followers,avg likes,avg comments,avg views,er\n".to_owned();
        for at in 0..8 {
            // Views differ from follower counts, so that only one of them explains the rate.
            let (followers, views) = (10_000 + 997 * at * at, views + at % 2);
            let likes = if views > 1 {
                likes
            } else {
                likes * followers / 10_000
            };
            text.push_str(&format!(
                "who_{at},{followers},{likes},{},{views},{rate}\n",
                likes / 6
            ));
        }
        let file = read(&text);
        let by_views = file.numbers(Field::EngagementRateViews)[0];
        let found = file.numbers(Field::EngagementRate)[0].or(by_views);
        let near = found.is_some_and(|found| (found - right).abs() < 1e-9);
        assert!(near, "{likes} {views} {rate}: {found:?}");
    }
    // The header says percent, the cells are fractions of what likes and comments give.
    let mut text = "handle,followers,likes,comments,ER %\n".to_owned();
    for at in 0..6 {
        text.push_str(&format!("who_{at},10000,300,{at},0.03\n"));
    }
    let file = read(&text);
    assert_eq!(file.numbers(Field::EngagementRate)[0], Some(0.03));
    assert!(file.note("ER %").contains("the header says percent"));
}

#[test]
fn a_range_is_told_and_never_its_middle() {
    let file = read(
        "handle,followers,price\nana_m,10k-50k,$100 - $250\nbo_z,12k,300\ncy_q,<10k,\"1,000 to 5,000\"\ndee_r,10K+,250\nel_s,9k,200\nfay_t,8k,100\ngus_u,7k,50\nhal_v,6k,40\n",
    );
    assert_eq!(
        &file.numbers(Field::Followers)[..4],
        [None, Some(12_000.0), None, Some(10_000.0)]
    );
    assert_eq!(
        &file.numbers(Field::Price)[..4],
        [None, Some(300.0), None, Some(250.0)]
    );
    assert_eq!(
        file.issues(),
        [
            (IssueKind::Range, 2, "10k-50k", Effect::CellEmpty),
            (IssueKind::Range, 2, "$100 - $250", Effect::CellEmpty),
            (IssueKind::Range, 4, "<10k", Effect::CellEmpty),
            (IssueKind::Range, 4, "1,000 to 5,000", Effect::CellEmpty),
            (IssueKind::AtLeast, 5, "10K+", Effect::Noted),
        ]
    );
}

#[test]
fn money_keeps_the_currency_that_stands_beside_it() {
    let file = read(
        "handle;price\na_a;R$ 1.500\nb_b;Rp 2.500.000\nc_c;₹1,50,000\nd_d;1 500 zł\ne_e;C$ 500\nf_f;S/ 500\ng_g;AED 500\nh_h;500 руб.\ni_i;500 грн\nj_j;500 ر.س\n",
    );
    let currencies: Vec<String> = file.words(Field::Currency).concat();
    assert_eq!(
        currencies,
        [
            "BRL", "IDR", "INR", "PLN", "CAD", "PEN", "AED", "RUB", "UAH", "SAR"
        ]
    );
    let prices = [
        1_500.0,
        2_500_000.0,
        150_000.0,
        1_500.0,
        500.0,
        500.0,
        500.0,
        500.0,
        500.0,
        500.0,
    ];
    assert_eq!(file.numbers(Field::Price), prices.map(Some));
}

#[test]
fn a_sign_of_several_currencies_is_settled_by_the_file_or_said() {
    let currency = |text: &str| {
        let file = read(text);
        file.words(Field::Currency)[0][0].clone()
    };
    assert_eq!(currency("handle,Price (MXN)\na_a,$500\nb_b,$900\n"), "MXN");
    assert_eq!(
        currency("handle,price,currency\na_a,$500,MXN\nb_b,$900,MXN\n"),
        "MXN"
    );
    assert_eq!(currency("账号,价格\na_a,¥500\nb_b,¥900\n"), "CNY");
    assert_eq!(currency("アカウント,価格\na_a,¥500\nb_b,¥900\n"), "JPY");
    assert_eq!(
        currency("handle,country,price\na_a,Norway,500 kr\nb_b,Norway,900 kr\n"),
        "NOK"
    );
    let assumed = read("usuario,precio\na_a,$500\nb_b,$900\n");
    assert_eq!(assumed.words(Field::Currency)[0], ["USD"]);
    assert!(
        assumed.note("precio").contains("$ is taken for USD"),
        "{}",
        assumed.note("precio")
    );
}

#[test]
fn days_are_read_in_the_order_of_their_column() {
    let dates = |cells: [&str; 3], options: Options| {
        let mut text = "handle;last post\n".to_owned();
        for (at, cell) in cells.iter().enumerate() {
            text.push_str(&format!("who_{at};{cell}\n"));
        }
        read_with(&text, options)
    };
    let right = [20_585.0, 20_490.0, 20_487.0].map(Some);
    for cells in [
        ["2026-05-12", "2026-02-06", "2026-02-03"],
        ["12.05.26", "06.02.26", "03.02.26"],
        ["05/12/2026", "02/06/2026", "02/03/2026"],
        ["12 May 2026", "6 Feb 2026", "3 Feb 2026"],
        ["May 12, 2026", "February 6, 2026", "Feb 3, 2026"],
        ["12 мая 2026", "6 февраля 2026", "3 фев. 2026"],
        ["2026年5月12日", "2026年2月6日", "2026/2/3"],
        ["46154", "46059", "46056"],
        ["1778544000", "1770336000", "1770076800"],
    ] {
        let month_first = cells[0].starts_with("05/");
        let options = Options {
            days: month_first.then_some(DayOrder::MonthFirst),
            ..Options::default()
        };
        assert_eq!(
            dates(cells, options).numbers(Field::LastPost),
            right,
            "{cells:?}"
        );
    }
    // A second number above 12 shows it.
    let file = dates(
        ["02/20/2026", "02/06/2026", "03/04/2026"],
        Options::default(),
    );
    assert_eq!(file.numbers(Field::LastPost)[1], Some(20_490.0));
    assert_eq!(file.note("last post"), "");
    // Nothing shows it.
    let file = dates(
        ["05/12/2026", "02/06/2026", "03/04/2026"],
        Options::default(),
    );
    assert!(
        file.note("last post")
            .contains("05/12/2026 is read with the day first")
    );
}

#[test]
fn words_for_not_known_are_no_values_and_no_issues() {
    let text = "handle,followers,country\na_a,n/d,нет данных\nb_b,k.A.,brak\nc_c,暂无,tidak ada\nd_d,없음,غير متوفر\ne_e,12k,Brazil\nf_f,#WERT!,s/d\n";
    let file = read(text);
    assert_eq!(
        file.numbers(Field::Followers)
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
        [12_000.0]
    );
    assert_eq!(file.words(Field::Country).concat(), ["Brazil"]);
    assert!(file.issues().is_empty(), "{:?}", file.issues());
}

#[test]
fn noughts_everywhere_are_unknown_and_a_single_one_is_told() {
    let file = read("handle,followers,likes,price\na_a,1200,0,50\nb_b,0,0,80\nc_c,-5,0,90\n");
    assert_eq!(file.numbers(Field::AvgLikes), [None, None, None]);
    assert!(file.note("likes").contains("0 in every row"));
    assert_eq!(
        file.numbers(Field::Followers),
        [Some(1_200.0), Some(0.0), None]
    );
    assert_eq!(
        file.issues(),
        [
            (IssueKind::NoFollowers, 3, "0", Effect::Noted),
            (IssueKind::NotANumber, 4, "-5", Effect::CellEmpty),
        ]
    );
}

#[test]
fn lists_are_cut_where_their_column_shows_it() {
    let niches = |cells: &[&str]| {
        let mut text = "handle\tniche\n".to_owned();
        for (at, cell) in cells.iter().enumerate() {
            text.push_str(&format!("who_{at}\t\"{}\"\n", cell.replace('"', "\"\"")));
        }
        read(&text).words(Field::Niche)
    };
    assert_eq!(
        niches(&["Travel/Lifestyle", "Travel"])[0],
        ["Travel", "Lifestyle"]
    );
    assert_eq!(
        niches(&["Actors/actresses", "Travel"])[0],
        ["Actors/actresses"]
    );
    assert_eq!(niches(&["Food & Drink", "Travel"])[0], ["Food & Drink"]);
    assert_eq!(
        niches(&["Food & Travel", "Travel", "Food"])[0],
        ["Food", "Travel"]
    );
    assert_eq!(niches(&["#food #travel", "#food"])[0], ["food", "travel"]);
    assert_eq!(
        niches(&["[\"food\", \"travel\"]", "[]"]),
        [vec!["food", "travel"], vec![]]
    );
    assert_eq!(niches(&["美妆、旅行", "美食，旅行"])[1], ["美食", "旅行"]);
}

#[test]
fn countries_and_languages_have_one_name_in_whatever_language_they_stand() {
    let file = read(
        "handle\tcountry\tlanguage\na_a\tAlemania\tInglés\nb_b\tГермания\ten\nc_c\t德国\tEnglish\nd_d\t🇩🇪\tpt-BR\ne_e\tBerlin, Deutschland\tPortuguês\nf_f\tDE\tinglês; Deutsch\n",
    );
    assert_eq!(file.words(Field::Country).concat(), ["Germany"; 6]);
    let languages = file.words(Field::Language);
    assert_eq!(languages[..3].concat(), ["English"; 3]);
    assert_eq!(languages[3..5].concat(), ["Portuguese"; 2]);
    assert_eq!(languages[5], ["English", "German"]);
    // Codes alone stay as they are written.
    let file = read("handle,language\na_a,en\nb_b,pt-BR\nc_c,en\n");
    assert_eq!(file.words(Field::Language).concat(), ["en", "pt-BR", "en"]);
}
