//! What numbers look like in the cells of rosters, and what they are.

use super::super::range::is_range;
use super::*;

fn value(cell: &str, notation: impl Into<Notation>) -> Option<f64> {
    number(cell, notation).map(|number| number.value)
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (cell, expected) in [
        ("48200", Some(48_200.0)),
        ("12.5K", Some(12_500.0)),
        ("477.9M", Some(477_900_000.0)),
        ("29.0b", Some(29e9)),
        ("0.89k", Some(890.0)),
        ("4.5 million", Some(4_500_000.0)),
        ("790 thousand", Some(790_000.0)),
        ("2 587", Some(2_587.0)),
        ("7 768 ₽", Some(7_768.0)),
        ("10\u{a0}358", Some(10_358.0)),
        ("8,500", Some(8_500.0)),
        ("138,256,408", Some(138_256_408.0)),
        ("2,28,00,00,00,000", Some(228e9)),
        ("12,34,567", Some(1_234_567.0)),
        ("1.234.567", Some(1_234_567.0)),
        ("1 234,5", Some(1_234.5)),
        ("1.234,5", Some(1_234.5)),
        ("1,234.5", Some(1_234.5)),
        ("1'234'567", Some(1_234_567.0)),
        ("1’234.50", Some(1_234.5)),
        ("1_234_567", Some(1_234_567.0)),
        ("$2,500", Some(2_500.0)),
        ("USD 1,200.50", Some(1_200.5)),
        ("1200 EUR", Some(1_200.0)),
        ("<span>29%</span>", Some(29.0)),
        ("['12%']", Some(12.0)),
        ("2.28E+11", Some(2.28e11)),
        ("1.0E+5", Some(100_000.0)),
        ("1e5", Some(100_000.0)),
        ("4.630000000000001k", Some(4_630.0)),
        ("1120.7k", Some(1_120_700.0)),
        ("1.2M+", Some(1_200_000.0)),
        ("> 10k", Some(10_000.0)),
        ("over 5,000", Some(5_000.0)),
        ("-0.14%", Some(-0.14)),
        ("−0.14%", Some(-0.14)),
        ("6,1%", Some(6.1)),
        ("%2,67", Some(2.67)),
        ("2.67 ‰", Some(0.267)),
        ("637000.0", Some(637_000.0)),
        ("1.00", Some(1.0)),
        (".5", Some(0.5)),
        ("R$ 1500", Some(1_500.0)),
        ("~12,000", Some(12_000.0)),
        ("≈ 12k", Some(12_000.0)),
        ("approx. 12k", Some(12_000.0)),
        ("ca. 12k", Some(12_000.0)),
        ("'+1200", Some(1_200.0)),
        ("=\"123\"", Some(123.0)),
        ("12,000*", Some(12_000.0)),
        ("12,000 (est.)", Some(12_000.0)),
        ("(12,000)", Some(-12_000.0)),
        ("1.200,-", Some(1_200.0)),
        ("１２３", Some(123.0)),
        ("١٢٬٣٤٥", Some(12_345.0)),
        ("١٫٥ مليون", Some(1_500_000.0)),
        ("१२,३४,५६७", Some(1_234_567.0)),
        ("12.3 K followers", Some(12_300.0)),
        ("1,234 subs", Some(1_234.0)),
        ("Followers: 12.3K", Some(12_300.0)),
        ("600K-800K", None),
        ("abc", None),
        ("12 apples", None),
        ("99posts", None),
        ("1 2", None),
        ("12 34 56", None),
        ("1,23,4", None),
        ("1.2.3", None),
        ("2026-05-12", None),
        ("10:30", None),
        ("", None),
        ("K", None),
        ("5 K K", None),
        ("12 (3)(4) k", None),
    ] {
        assert_eq!(value(cell, false), expected, "{cell}");
    }
}

#[test]
fn magnitudes_in_many_languages() {
    for (cell, expected) in [
        ("12,5 mil", 12_500.0),
        ("250 mil", 250_000.0),
        ("1,2 millones", 1_200_000.0),
        ("2 mil millones", 2e9),
        ("1 millón 200 mil", 1_200_000.0),
        ("1,2 milhões", 1_200_000.0),
        ("3 mi", 3_000_000.0),
        ("1,2 bi", 1_200_000_000.0),
        ("1,2 Mio.", 1_200_000.0),
        ("1,2 Mio", 1_200_000.0),
        ("850 Tsd.", 850_000.0),
        ("1,2 Mrd.", 1_200_000_000.0),
        ("1,2 Mln", 1_200_000.0),
        ("12mila", 12_000.0),
        ("3 milioni", 3_000_000.0),
        ("2 miljoen", 2_000_000.0),
        ("12 duizend", 12_000.0),
        ("1,2 Mn", 1_200_000.0),
        ("3 milyon", 3_000_000.0),
        ("12 bin", 12_000.0),
        ("850 тыс.", 850_000.0),
        ("850 тысяч", 850_000.0),
        ("1,2 млн", 1_200_000.0),
        ("1,2 млн подписчиков", 1_200_000.0),
        ("2 миллиона", 2_000_000.0),
        ("12 tys.", 12_000.0),
        ("3 milionów", 3_000_000.0),
        ("850rb", 850_000.0),
        ("850 ribu", 850_000.0),
        ("1,2 jt", 1_200_000.0),
        ("1,2 juta", 1_200_000.0),
        ("12 nghìn", 12_000.0),
        ("1,2 triệu", 1_200_000.0),
        ("1,2tr", 1_200_000.0),
        ("1tr2", 1_200_000.0),
        ("2k5", 2_500.0),
        ("12 ألف", 12_000.0),
        ("3 مليون", 3_000_000.0),
        ("5 लाख", 500_000.0),
        ("2 करोड़", 20_000_000.0),
        ("12 हज़ार", 12_000.0),
        ("5 lakh", 500_000.0),
        ("2.5 crore", 25_000_000.0),
        ("1 crore 20 lakh", 12_000_000.0),
        ("₹5L", 500_000.0),
        ("2.5 Cr", 25_000_000.0),
        ("79만", 790_000.0),
        ("9.5만", 95_000.0),
        ("12만 3천", 123_000.0),
        ("1억2000만", 120_000_000.0),
        ("12万", 120_000.0),
        ("12.5万粉丝", 125_000.0),
        ("3千万", 30_000_000.0),
        ("1.2億", 120_000_000.0),
        ("3万5", 35_000.0),
        ("12.5w", 125_000.0),
        ("5千", 5_000.0),
        ("1.2M", 1_200_000.0),
        ("1.2 bn", 1_200_000_000.0),
    ] {
        let read = number(cell, false);
        assert_eq!(read.map(|number| number.value), Some(expected), "{cell}");
        assert!(read.is_some_and(|number| number.scaled), "{cell}");
    }
    let turkish = Notation {
        b: 1e3,
        decimal_comma: true,
        ..Notation::default()
    };
    assert_eq!(value("12,5 B", turkish), Some(12_500.0));
}

#[test]
fn a_decimal_comma_turns_the_marks_round() {
    for (cell, expected) in [
        ("1.234,5", Some(1_234.5)),
        ("1,234.5", Some(1_234.5)),
        ("1.234", Some(1_234.0)),
        ("0.125", Some(0.125)),
        ("12.480.000", Some(12_480_000.0)),
        ("6,1%", Some(6.1)),
        ("0,0267", Some(0.0267)),
        ("16,037 M", Some(16_037_000.0)),
        ("898,092 K", Some(898_092.0)),
        ("500", Some(500.0)),
        ("Rp 2.500.000", Some(2_500_000.0)),
        ("١٫٥", Some(1.5)),
    ] {
        assert_eq!(value(cell, true), expected, "{cell}");
    }
}

#[test]
fn currencies_stand_before_or_behind() {
    for (cell, amount, code) in [
        ("7 768 ₽", 7_768.0, "RUB"),
        ("$5", 5.0, "USD"),
        ("1,200 EUR", 1_200.0, "EUR"),
        ("R$ 1.500,00", 1_500.0, "BRL"),
        ("R$1500", 1_500.0, "BRL"),
        ("Rp2.500.000", 2_500_000.0, "IDR"),
        ("Rp. 2.500.000,-", 2_500_000.0, "IDR"),
        ("₹1,50,000", 150_000.0, "INR"),
        ("Rs. 500", 500.0, "INR"),
        ("1 500 zł", 1_500.0, "PLN"),
        ("1 500 kr", 1_500.0, "SEK"),
        ("500 kr.", 500.0, "SEK"),
        ("C$500", 500.0, "CAD"),
        ("A$ 500", 500.0, "AUD"),
        ("MX$500", 500.0, "MXN"),
        ("S/ 500", 500.0, "PEN"),
        ("S/. 500", 500.0, "PEN"),
        ("₺500", 500.0, "TRY"),
        ("500 TL", 500.0, "TRY"),
        ("500.000 ₫", 500_000.0, "VND"),
        ("500.000đ", 500_000.0, "VND"),
        ("2tr VNĐ", 2_000_000.0, "VND"),
        ("₩500,000", 500_000.0, "KRW"),
        ("50만원", 500_000.0, "KRW"),
        ("500 د.إ", 500.0, "AED"),
        ("ر.س 500", 500.0, "SAR"),
        ("AED 500", 500.0, "AED"),
        ("500 AED", 500.0, "AED"),
        ("500 руб.", 500.0, "RUB"),
        ("500 р.", 500.0, "RUB"),
        ("500 грн", 500.0, "UAH"),
        ("15 тыс. руб.", 15_000.0, "RUB"),
        ("RM500", 500.0, "MYR"),
        ("5000元", 5_000.0, "CNY"),
        ("1.5万元", 15_000.0, "CNY"),
        ("5万円", 50_000.0, "JPY"),
        ("500 € HT", 500.0, "EUR"),
        ("$500/post", 500.0, "USD"),
        ("500 USD per post", 500.0, "USD"),
        ("US$ 1,200", 1_200.0, "USD"),
        ("1.2K USD", 1_200.0, "USD"),
        ("-$50", -50.0, "USD"),
    ] {
        let read = number(cell, cell.contains("500.000") || cell.contains("1.500,"));
        assert_eq!(read.map(|number| number.value), Some(amount), "{cell}");
        let said = read.and_then(|number| number.currency);
        assert_eq!(said, Currency::from_code(code), "{cell}");
    }
    assert_eq!(
        number("5 mln", false).and_then(|number| number.currency),
        None
    );
}

#[test]
fn a_range_is_no_number() {
    for cell in [
        "10k-50k",
        "10-50k",
        "$100 - $250",
        "100–200",
        "1,000 to 5,000",
        "<10k",
        "< 10k",
        "600K-800K",
        "up to 500",
        "100 bis 200",
        "от 100 до 200",
        "desde 100 hasta 200",
        "10万~20万",
        "$100-250",
    ] {
        assert!(is_range(cell, false), "{cell}");
        assert_eq!(number(cell, false), None, "{cell}");
    }
    for cell in ["12k", "-5", "abc", "2026-05", "a-b", "10K+", ""] {
        assert!(!is_range(cell, false), "{cell}");
    }
    assert!(number("10K+", false).is_some_and(|number| number.at_least));
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Writes a number with two decimal places in a style.
    fn written(cents: u64, group: &str, decimal: char, indian: bool) -> String {
        let digits = (cents / 100).to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            let left = digits.len() - at;
            let cut = if indian {
                left == 3 || left > 3 && (left - 3).is_multiple_of(2)
            } else {
                left.is_multiple_of(3)
            };
            if at > 0 && cut {
                out.push_str(group);
            }
            out.push(digit);
        }
        format!("{out}{decimal}{:02}", cents % 100)
    }

    proptest! {
        #[test]
        fn what_is_written_in_any_style_is_read_again(cents in 0u64..100_000_000_000) {
            let expected = cents as f64 / 100.0;
            for (group, decimal, indian) in [
                (",", '.', false), (",", '.', true), (".", ',', false), (" ", ',', false), (" ", '.', false), ("'", '.', false),
                ("\u{202f}", ',', false), ("_", '.', false), ("", '.', false), ("", ',', false), ("٬", '٫', false),
            ] {
                let text = written(cents, group, decimal, indian);
                for (before, behind) in [("", ""), ("$", ""), ("", " €"), ("+", ""), ("", " %")] {
                    let cell = format!("{before}{text}{behind}");
                    let read = number(&cell, decimal == ',').map(|number| number.value);
                    prop_assert_eq!(read, Some(expected), "{}", cell);
                }
            }
        }

        #[test]
        fn no_cell_panics(cell in "[0-9.,  '%$€a-zмлн万억()+~<>–٣-]{0,24}", comma: bool) {
            let read = number(&cell, comma);
            prop_assert!(read.is_none_or(|number| number.value.is_finite()));
            is_range(&cell, comma);
        }

        #[test]
        fn no_text_panics(cell in "\\PC{0,32}", comma: bool) {
            number(&cell, comma);
            is_range(&cell, comma);
        }
    }
}

proptest::proptest! {
    #[test]
    fn plain_decimals_are_read_to_the_last_bit(text in "[0-9]{0,9}\\.[0-9]{0,5}|[0-9]{1,15}") {
        proptest::prop_assume!(text != ".");
        let found = number(&text, false).map(|number| number.value);
        proptest::prop_assert_eq!(found, text.parse().ok());
    }
}
