//! What is said of filters that are wrong, unfinished or perhaps not meant: the text, the carets under it,
//! the sentence and what Tab puts in place of what is marked.

use super::*;
use crate::query::Names;
use crate::roster::{Currency, Exchange, Field};

type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

/// A roster with foreign headers, of which one has blanks, and one rate.
fn names() -> Names {
    let headers = [
        ("Seguidores", Field::Followers),
        ("Taxa de engajamento", Field::EngagementRate),
    ];
    let exchange = Exchange::new(Currency::USD, vec![(Currency::EUR, 1.1)]);
    Names::new(exchange, &headers)
}

/// The problem as a row of these tables.
fn told<'a>(text: &'a str, problem: &'a Problem) -> (&'a str, String, &'a str, Option<&'a str>) {
    let before = text[..problem.span.start].chars().count();
    let marked = text[problem.span.clone()].chars().count().max(1);
    let carets = format!("{}{}", " ".repeat(before), "^".repeat(marked));
    (text, carets, &problem.message, problem.fix.as_deref())
}

fn check(table: &[Row], of: impl Fn(&Parsed) -> &[Problem]) {
    for (text, carets, message, fix) in table {
        let parsed = parse_with(text, &names());
        let problems = of(&parsed);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        let expected = (*text, (*carets).to_owned(), *message, *fix);
        assert_eq!(told(text, &problems[0]), expected, "{text}");
        if let Some(fix) = fix {
            let mut fixed = (*text).to_owned();
            fixed.replace_range(problems[0].span.clone(), fix);
            let again = parse_with(&fixed, &names());
            assert_eq!(of(&again), [], "{text} became {fixed}");
        }
    }
}

#[test]
fn mistakes_point_at_their_cause_and_say_what_to_do() {
    check(
        &[
            (
                "niche:fitness pric<500",
                "              ^^^^",
                "no column \"pric\". Did you mean price?",
                Some("price"),
            ),
            (
                "xqzzzzz:5",
                "^^^^^^^",
                "no column \"xqzzzzz\". To search for the text, put it in quotes",
                None,
            ),
            (
                "coutry:us",
                "^^^^^^",
                "no column \"coutry\". Did you mean country?",
                Some("country"),
            ),
            (
                "follower>1k",
                "^^^^^^^^",
                "no column \"follower\". Did you mean followers?",
                Some("followers"),
            ),
            (
                "seguidore>10k",
                "^^^^^^^^^",
                "no column \"seguidore\". Did you mean seguidores?",
                Some("seguidores"),
            ),
            (
                "\"Taxa engajamento\">3",
                "^^^^^^^^^^^^^^^^^^",
                "no column \"Taxa engajamento\". To search for the text, put it in quotes",
                None,
            ),
            (
                "stats:contacted",
                "^^^^^",
                "no column \"stats\". Did you mean status?",
                Some("status"),
            ),
            (
                "lst:any",
                "^^^",
                "no column \"lst\". Did you mean list?",
                Some("list"),
            ),
            (
                "has:prise",
                "    ^^^^^",
                "no column \"prise\". Did you mean price?",
                Some("price"),
            ),
            (
                "has:email,price",
                "    ^^^^^^^^^^^",
                "has takes one column at a time: has:email has:price",
                Some("email has:price"),
            ),
            (
                "has>price",
                "   ^",
                "has takes a colon: has:price",
                Some(":"),
            ),
            (
                "is:tickd",
                "   ^^^^^",
                "nobody is \"tickd\". Did you mean ticked?",
                Some("ticked"),
            ),
            (
                "is:micro",
                "   ^^^^^",
                "nobody is \"micro\". There are is:ticked and is:verified",
                None,
            ),
            (
                "status:contactd",
                "       ^^^^^^^^",
                "no status \"contactd\". Did you mean contacted?",
                Some("contacted"),
            ),
            (
                "status:happy",
                "       ^^^^^",
                "no status \"happy\". There are idea, contacted, negotiating, agreed, declined, posted, paid",
                None,
            ),
            (
                "niche>food",
                "     ^",
                "niche holds words, which have no order. Write niche:food",
                Some(":"),
            ),
            (
                "handle<=a",
                "      ^^",
                "handle holds texts, which have no order. Write handle:a",
                Some(":"),
            ),
            (
                "list>spring",
                "    ^",
                "list holds words, which have no order. Write list:spring",
                Some(":"),
            ),
            (
                "price<abc",
                "      ^^^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "er>=abc",
                "    ^^^",
                "expected a percentage such as 3% or 2.5",
                None,
            ),
            (
                "followers>ten",
                "          ^^^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price:10..x",
                "          ^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price:..",
                "      ^^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price:500..100",
                "      ^^^^^^^^",
                "the range ends before it begins. Did you mean 100..500?",
                Some("100..500"),
            ),
            (
                "price:100...500",
                "         ^^^",
                "a range has two dots, such as 100..500",
                Some(".."),
            ),
            (
                "price:100-500",
                "      ^^^^^^^",
                "a range is written 100..500",
                Some("100..500"),
            ),
            (
                "price:5,abc",
                "        ^^^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "price>100..500",
                "     ^",
                "a range stands behind a colon: price:100..500",
                Some(":"),
            ),
            (
                "price>unknown",
                "     ^",
                "what is not known stands behind a colon: price:unknown",
                Some(":"),
            ),
            (
                "price<100,2000,30",
                "     ^",
                "several numbers stand behind a colon: price:100,2000,30",
                Some(":"),
            ),
            (
                "price:500+",
                "      ^^^^",
                "500 and more is written 500..",
                Some("500.."),
            ),
            (
                "followers>10%",
                "          ^^^",
                "followers is no percentage. For those with the most write top10%",
                Some("top10%"),
            ),
            (
                "price<5%",
                "      ^^",
                "price is no percentage. Expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "followers>$500",
                "          ^^^^",
                "followers is no amount of money. Leave $ out",
                Some("500"),
            ),
            (
                "price<£500",
                "      ^^^^",
                "no rate from GBP to USD. Give one with --rate GBP=NUMBER, or write it in USD",
                None,
            ),
            (
                "price>2025-01-01",
                "      ^^^^^^^^^^",
                "price holds no days, so 2025-01-01 says nothing. Expected a number such as 500 or 1.2k",
                None,
            ),
            (
                "er>=top0%",
                "    ^^^^^",
                "top0% is nobody. Expected more than 0%, such as top10%",
                Some("top10%"),
            ),
            (
                "er>=top200%",
                "    ^^^^^^^",
                "there is no more than top100%, which is everybody",
                Some("top100%"),
            ),
            (
                "er>=top10",
                "    ^^^^^",
                "top takes a percentage. Did you mean top10%?",
                Some("top10%"),
            ),
            (
                "er>=top",
                "    ^^^",
                "expected a percentage behind top, such as top10%",
                None,
            ),
            (
                "cpe<tier.medium",
                "    ^^^^^^^^^^^",
                "no figure \"tier.medium\". Did you mean tier.median?",
                Some("tier.median"),
            ),
            (
                "cpe<tier.average",
                "    ^^^^^^^^^^^^",
                "no figure \"tier.average\". There are tier.median, tier.q1 and tier.q3",
                None,
            ),
            (
                "cpe<median",
                "    ^^^^^^",
                "no figure \"median\". Did you mean tier.median?",
                Some("tier.median"),
            ),
            (
                "posted>tier.median",
                "       ^^^^^^^^^^^",
                "days have no tier.median to compare with. Expected a day such as 2026-10-31 or an age such as 30d",
                None,
            ),
            (
                "added>=top10%",
                "       ^^^^^^",
                "added knows no top. Expected a day such as 2026-10-31 or an age such as 30d",
                None,
            ),
            (
                "posted<30",
                "       ^^",
                "30 of what? Write 30d for days, or w, m, y",
                Some("30d"),
            ),
            (
                "posted:soon",
                "       ^^^^",
                "expected a day such as 2026-10-31 or an age such as 30d",
                None,
            ),
            (
                "posted>=31.12.2025",
                "        ^^^^^^^^^^",
                "days are written year first: 2025-12-31",
                Some("2025-12-31"),
            ),
            (
                "posted>=05/06/2025",
                "        ^^^^^^^^^^",
                "days are written year first: 2025-06-05 or 2025-05-06",
                None,
            ),
            (
                "posted>=2025-02-30",
                "        ^^^^^^^^^^",
                "there is no day 2025-02-30",
                None,
            ),
            (
                "posted>=2025-2-3",
                "        ^^^^^^^^",
                "days are written 2025-02-03",
                Some("2025-02-03"),
            ),
            (
                "posted:2025-01-01..30d",
                "       ^^^^^^^^^^^^^^^",
                "a range goes from day to day or from age to age, such as 10d..30d",
                None,
            ),
            (
                "posted:30d..10d",
                "       ^^^^^^^^",
                "the range ends before it begins. Did you mean 10d..30d?",
                Some("10d..30d"),
            ),
            (
                "er>>3",
                "  ^^",
                ">> is no comparison. Did you mean >?",
                Some(">"),
            ),
            (
                "price=>5",
                "     ^^",
                "=> is no comparison. Did you mean >=?",
                Some(">="),
            ),
            (
                "price<>5",
                "     ^^",
                "<> is no comparison. Did you mean !=?",
                Some("!="),
            ),
            (
                "price==5",
                "     ^^",
                "== is no comparison. Did you mean =?",
                Some("="),
            ),
            (
                "price:>5",
                "     ^^",
                ":> is no comparison. Did you mean >?",
                Some(">"),
            ),
            (
                "price:<=500",
                "     ^^^",
                ":<= is no comparison. Did you mean <=?",
                Some("<="),
            ),
            (
                "niche::food",
                "     ^^",
                ":: is no comparison. Did you mean :?",
                Some(":"),
            ),
            (
                "price!500",
                "     ^",
                "! is no comparison. Did you mean !=?",
                Some("!="),
            ),
            (
                "price>!5",
                "     ^^",
                ">! is no comparison. There are : = != > >= < <=",
                None,
            ),
            (
                "price：500",
                "     ^",
                "： is no comparison. Did you mean :?",
                Some(":"),
            ),
            (
                "er＞=3",
                "  ^^",
                "＞= is no comparison. Did you mean >=?",
                Some(">="),
            ),
            (
                "price < 500",
                "^^^^^^^^^^^",
                "no blanks belong around an operator: price<500",
                Some("price<500"),
            ),
            (
                "price <500",
                "^^^^^^^^^^",
                "no blanks belong around an operator: price<500",
                Some("price<500"),
            ),
            (
                "price< 500",
                "^^^^^^^^^^",
                "no blanks belong around an operator: price<500",
                Some("price<500"),
            ),
            (
                "niche: vegan",
                "^^^^^^^^^^^^",
                "no blanks belong around an operator: niche:vegan",
                Some("niche:vegan"),
            ),
            (
                ">500",
                "^",
                "the name of a column is missing before >, such as price>500",
                None,
            ),
            (
                ":food",
                "^",
                "the name of a column is missing before :, such as price:500",
                None,
            ),
            (
                "=5",
                "^",
                "the name of a column is missing before =, such as price=500",
                None,
            ),
            ("--vegan", " ^", "one - is enough: -vegan", Some("")),
            (
                "!vegan",
                "^",
                "to leave something out, write - before it",
                Some("-"),
            ),
            (
                "NOT niche:food",
                "^^^^",
                "to leave something out, write - before it",
                Some("-"),
            ),
            (
                "a AND b",
                "  ^^^",
                "terms side by side must all hold. Leave AND out",
                Some(""),
            ),
            (
                "tier:mega OR price<200",
                "^^^^^^^^^^^^^^^^^^^^^^",
                "either-or stands in parentheses: (tier:mega OR price<200)",
                Some("(tier:mega OR price<200)"),
            ),
            (
                "a OR b OR c",
                "^^^^^^^^^^^",
                "either-or stands in parentheses: (a OR b OR c)",
                Some("(a OR b OR c)"),
            ),
            (
                "a OR",
                "  ^^",
                "OR stands between two terms in parentheses, such as (a OR b)",
                None,
            ),
            (
                "OR a",
                "^^",
                "OR joins nothing here. Write terms around it, such as (a OR b)",
                None,
            ),
            (
                "a or b",
                "^^^^^^",
                "either-or stands in parentheses: (a OR b)",
                Some("(a OR b)"),
            ),
            (
                "vegan || yoga",
                "^^^^^^^^^^^^^",
                "either-or stands in parentheses: (vegan OR yoga)",
                Some("(vegan OR yoga)"),
            ),
            (
                "(a or b)",
                "   ^^",
                "or is no OR. Write OR in capitals, or the word in quotes",
                Some("OR"),
            ),
            (
                "tier:mega)",
                "         ^",
                "no group is open here. Leave ) out, or put the text in quotes",
                Some(""),
            ),
            (
                "()",
                "^^",
                "the group is empty. Write terms into it, such as (tier:mega OR price<200)",
                Some(""),
            ),
            ("( OR a)", "  ^^", "nothing stands before this OR", None),
            ("(a OR )", "   ^^", "nothing stands behind this OR", None),
            (
                "(a OR OR b)",
                "      ^^",
                "nothing stands before this OR",
                None,
            ),
            (
                "(a OR (b c))",
                "      ^",
                "a group holds no other group. Put terms that must all hold beside the parentheses",
                None,
            ),
            (
                "niche:(fitness OR yoga)",
                "      ^^^^^^^^^^^^^^^^^",
                "several values stand behind a comma: niche:fitness,yoga",
                Some("fitness,yoga"),
            ),
            (
                "(a) OR b",
                "    ^^",
                "OR joins nothing here. Write terms around it, such as (a OR b)",
                None,
            ),
            (
                "(tier:mega OR pric<200) niche:food",
                "              ^^^^",
                "no column \"pric\". Did you mean price?",
                Some("price"),
            ),
            (
                "er:2%-5%",
                "   ^^^^^",
                "a range is written 2%..5%",
                Some("2%..5%"),
            ),
            (
                "e-mail:ana",
                "^^^^^^",
                "no column \"e-mail\". Did you mean email?",
                Some("email"),
            ),
            (
                "- vegan",
                "^^^^^^^",
                "no blank belongs behind a -: -vegan",
                Some("-vegan"),
            ),
            (
                "price:5..5k..6",
                "         ^^^^^",
                "expected a number such as 500 or 1.2k",
                None,
            ),
        ],
        |parsed| &parsed.problems,
    );
}

#[test]
fn a_fix_is_right_at_the_first_try() {
    for (text, once) in [
        ("niche:fitness pric<500", "niche:fitness price<500"),
        ("-has:email,price", "-has:email -has:price"),
        (
            "vegan (tier:mega or er>=5) price =>5",
            "vegan (tier:mega OR er>=5) price>=5",
        ),
        ("coutry:us and !niche:food", "country:us and -niche:food"),
        (
            "price < 500 er>>3 (a b) c OR -d",
            "price<500 er>3 (a b) (c OR -d)",
        ),
    ] {
        let mut fixed = text.to_owned();
        // As often as there are mistakes, and not once more.
        for _ in 0..4 {
            let parsed = parse_with(&fixed, &names());
            if let Some(problem) = parsed.problems.first() {
                let fix = problem.fix.as_deref().expect("each of these has a fix");
                fixed.replace_range(problem.span.clone(), fix);
            }
        }
        assert_eq!(fixed, once, "{text}");
        assert_eq!(parse_with(&fixed, &names()).problems, [], "{fixed}");
    }
}

#[test]
fn what_is_still_being_typed_is_no_mistake() {
    check(
        &[
            (
                "(tier:mega OR price<200",
                "                       ^",
                "the group is not closed: ) is missing",
                Some(")"),
            ),
            ("-", " ^", "a value is missing here", None),
        ],
        |parsed| &parsed.unfinished,
    );
    for text in [
        "niche:",
        "er>=",
        "(tier:mega OR",
        "-",
        "list:",
        "is:",
        "has:",
        "handle:=",
    ] {
        let parsed = parse_with(text, &names());
        assert_eq!(parsed.problems, [], "{text}");
        assert!(!parsed.unfinished.is_empty(), "{text}");
    }
}

#[test]
fn what_looks_like_something_else_gets_a_hint_and_filters() {
    check(
        &[
            (
                "er>=0.03",
                "    ^^^^",
                "read as 0.03%. Meant 3%?",
                Some("3%"),
            ),
            (
                "er:0.01..0.05",
                "   ^^^^^^^^^^",
                "read as 0.01%..0.05%. Meant 1%..5%?",
                Some("1%..5%"),
            ),
            (
                "ana*",
                "^^^^",
                "ana* is looked for with its star. Meant handle:ana*?",
                Some("handle:ana*"),
            ),
            (
                "cpe>=top10%",
                "   ^^^^^^^^",
                "of cpe the best have the least, so these are the others. Meant cpe<=top10%?",
                Some("<=top10%"),
            ),
            (
                "cpe>top10%",
                "   ^^^^^^^",
                "of cpe the best have the least, so these are the others. Meant cpe<top10%?",
                Some("<top10%"),
            ),
            (
                "er:0.03,5%",
                "   ^^^^^^^",
                "read as 0.03%,5%. Meant 3%,5%?",
                Some("3%,5%"),
            ),
            ("er=0.03", "   ^^^^", "read as 0.03%. Meant 3%?", Some("3%")),
        ],
        |parsed| &parsed.hints,
    );
    for text in [
        "er>=0.5",
        "er>=0.03%",
        "er<0",
        "cpe<=top10%",
        "er>=top10%",
        "\"ana*\"",
        "price>0.03",
    ] {
        let parsed = parse_with(text, &names());
        assert_eq!(parsed.hints, [], "{text}");
        assert_eq!(parsed.filter.terms.len(), 1, "{text}");
    }
}

#[test]
fn names_that_nobody_knows_are_counted_since_a_roster_may_have_them() {
    for (text, strangers) in [
        ("seguidores>10k", 1),
        ("has:seguidores", 1),
        ("seguidores>10k price<abc", 1),
        ("price<abc", 0),
    ] {
        assert_eq!(parse(text).strangers, strangers, "{text}");
    }
    let parsed = parse_with("seguidores>10k \"taxa de engajamento\">=3", &names());
    assert_eq!(parsed.problems, []);
    assert_eq!(
        parsed.filter.to_string(),
        "followers>10k engagement_rate>=3"
    );
}
