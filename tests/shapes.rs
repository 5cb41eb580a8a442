//! Where the table of a file is and how its columns are called: titles above it, headers of several lines
//! or none, what stands among its rows and is none. All files are made up here.

#[path = "common/reading.rs"]
mod reading;

#[path = "common/rows.rs"]
mod rows;

use proptest::prelude::*;
use rows::rows;
use tastemaker::import::report::{Effect, FileReport, IssueKind, ReadError};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

use Field::{
    AudienceCountry, AvgComments, AvgLikes, Country, EngagementRate, Followers, Handle, Name,
    Niche, Platform, Posts, Price, PriceReel, PriceStory, Url,
};

fn open_with(text: &str, options: &Options) -> (FileReport, Roster) {
    let source = Source::Bytes {
        name: "roster.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    reading::open_source(source, options)
}

fn open(text: &str) -> (FileReport, Roster) {
    open_with(text, &Options::default())
}

/// What was told of lines, by kind.
fn told(report: &FileReport) -> Vec<(IssueKind, u64)> {
    report
        .issues
        .iter()
        .filter_map(|issue| Some((issue.kind, issue.line?)))
        .collect()
}

/// A file, the fields to look at, the line of its header, its rows.
type Case<'a> = (&'a str, &'a str, &'a [Field], Option<u64>, &'a [&'a str]);

fn check(cases: &[Case<'_>]) {
    for (what, text, fields, header, expected) in cases {
        let (report, roster) = open(text);
        assert_eq!(report.error, None, "{what}");
        assert_eq!(
            rows(&roster, fields),
            *expected,
            "{what}\n{:#?}",
            report.columns
        );
        assert_eq!(report.header_line, *header, "{what}");
        assert_eq!(report.rows.left_out, 0, "{what}: {:?}", report.issues);
        assert_eq!(report.rows.found, roster.len() as u64, "{what}");
    }
}

#[test]
fn titles_notes_and_blank_lines_stand_above_the_header() {
    let sixty: String = (0..60)
        .map(|at| format!("Note {at}: read this\n"))
        .collect();
    let sixty = format!("{sixty}handle,followers\nana,5\nbo,6\n");
    check(&[
        (
            "a title and a blank line",
            "Spring roster 2026\n\nhandle,followers\nana,5\nbo,6\n",
            &[Handle, Followers],
            Some(3),
            &["ana|5", "bo|6"],
        ),
        (
            "a wide title row",
            "Exported by,Ana,2026-11-02,,\nHandle,Name,Followers,Country,Notes\nana,Ana,5,ES,\nbo,Bo,6,US,x\n",
            &[Handle, Name, Followers, Country],
            Some(2),
            &["ana|Ana|5|Spain", "bo|Bo|6|United States"],
        ),
        (
            "a title that is padded with delimiters",
            ",,,\nCreators we like,,,\n,,,\nRank,Name,Username,Follower Count\n1,Ana,@ana,5K\n2,Bo,@bo,6K\n",
            &[Handle, Name, Followers],
            Some(4),
            &["ana|Ana|5000", "bo|Bo|6000"],
        ),
        (
            "sixty notes",
            &sixty,
            &[Handle, Followers],
            Some(61),
            &["ana|5", "bo|6"],
        ),
        (
            "a title with the word of a header",
            "Influencer,,\nPlatform: Instagram,,\nHandle,Followers,Niche\nana,5,food\nbo,6,travel\n",
            &[Handle, Followers, Niche],
            Some(3),
            &["ana|5|food", "bo|6|travel"],
        ),
        (
            "comments above",
            "# made by a tool\n# 2026-11-02, twice\nhandle,followers\nana,5\n",
            &[Handle, Followers],
            Some(3),
            &["ana|5"],
        ),
        (
            "a comment sign before the header",
            "# handle,followers\nana,5\nbo,6\n",
            &[Handle, Followers],
            Some(1),
            &["ana|5", "bo|6"],
        ),
        (
            "a template: help above, the header on line 3",
            "Write one creator per line and leave out what you do not know,,,\n,,,\nHandle,Platform,Followers,Status\nana,Instagram,5,sent\nbo,TikTok,6,\n",
            &[Handle, Platform, Followers],
            Some(3),
            &["ana|Instagram|5", "bo|TikTok|6"],
        ),
        (
            "a template: help below the header",
            "Handle,Followers,Platform\ne.g. @handle,number,required\nana,5,Instagram\nbo,6,TikTok\n",
            &[Handle, Platform, Followers],
            Some(1),
            &["ana|Instagram|5", "bo|TikTok|6"],
        ),
        (
            "a title that names the network",
            "Top TikTok creators\nhandle,followers\nana,5\nbo,6\n",
            &[Handle, Platform],
            Some(2),
            &["ana|TikTok", "bo|TikTok"],
        ),
    ]);
}

#[test]
fn a_header_of_several_lines_is_put_together() {
    check(&[
        (
            "groups of networks",
            "Name,Instagram,,YouTube,\n,Followers,ER,Followers,ER\nAna,500,2%,700,1%\nBo,300,3%,,\n",
            &[Name, Platform, Followers, EngagementRate],
            Some(2),
            &[
                "Ana|Instagram|500|0.02",
                "Ana|YouTube|700|0.01",
                "Bo|Instagram|300|0.03",
            ],
        ),
        (
            "groups of networks, the other names in the second line",
            ",,Instagram,,TikTok,\nName,Country,Followers,Avg Likes,Followers,Avg Likes\nAna,ES,500,20,700,10\nBo,US,300,30,,\n",
            &[Name, Country, Platform, Followers, AvgLikes],
            Some(2),
            &[
                "Ana|Spain|Instagram|500|20",
                "Ana|Spain|TikTok|700|10",
                "Bo|United States|Instagram|300|30",
            ],
        ),
        (
            "what stands behind the last group is of all",
            "Name,Instagram,,YouTube,,,\n,Followers,ER,Followers,ER,Total followers,Price\n\
             Ana,500,2%,700,1%,1200,90\nBo,300,3%,100,4%,400,80\n",
            &[Name, Platform, Followers, Price],
            Some(2),
            &[
                "Ana|Instagram|500|90",
                "Ana|YouTube|700|90",
                "Bo|Instagram|300|80",
                "Bo|YouTube|100|80",
            ],
        ),
        (
            "groups of prices",
            "Name,Followers,Pricing,,\n,,Post,Story,Reel\nAna,5000,400,90,600\nBo,6000,500,100,700\n",
            &[Name, Followers, Price, PriceStory, PriceReel],
            Some(1),
            &["Ana|5000|400|90|600", "Bo|6000|500|100|700"],
        ),
        (
            "groups of prices in Spanish",
            "Nombre,Seguidores,Precio,,\n,,Publicación,Historia,Reel\nAna,5000,400,90,600\nBo,6000,500,100,700\n",
            &[Name, Followers, Price, PriceStory, PriceReel],
            Some(1),
            &["Ana|5000|400|90|600", "Bo|6000|500|100|700"],
        ),
        (
            "the audience's country is not the influencer's",
            "Creator,,Audience,\nHandle,Country,Country,Gender\nana,ES,MX,f\nbo,US,US,m\n",
            &[Handle, Country, AudienceCountry, Field::Gender],
            Some(2),
            &["ana|Spain|Mexico|", "bo|United States|United States|"],
        ),
        (
            "words that go on in the next line",
            ",,Engagement,Average,Average\nHandle,Followers,Rate,Likes,Comments\nana,500,2%,10,3\nbo,600,3%,20,4\n",
            &[Handle, Followers, EngagementRate, AvgLikes, AvgComments],
            Some(2),
            &["ana|500|0.02|10|3", "bo|600|0.03|20|4"],
        ),
        (
            "a total is none of a post",
            ",,Total,Average\nHandle,Followers,Likes,Likes\nana,500,9000,10\nbo,600,8000,20\n",
            &[Handle, Followers, Field::TotalLikes, AvgLikes],
            Some(2),
            &["ana|500|9000|10", "bo|600|8000|20"],
        ),
        (
            "units below",
            "Handle,Followers,Engagement Rate,Price\n,(K),(%),(EUR)\nana,5.5,2.1,400\nbo,6,0.3,500\n",
            &[Handle, Followers, EngagementRate, Price, Field::Currency],
            Some(1),
            &["ana|5500|0.021|400|EUR", "bo|6000|0.003|500|EUR"],
        ),
        (
            "units in words",
            "Handle,Followers,ER\n,in thousands,in %\nana,5.5,2.1\nbo,6,0.3\n",
            &[Handle, Followers, EngagementRate],
            Some(1),
            &["ana|5500|0.021", "bo|6000|0.003"],
        ),
        (
            "a rule below",
            "handle | followers | country\n--- | --- | ---\nana | 5 | ES\nbo | 6 | US\n",
            &[Handle, Followers, Country],
            Some(1),
            &["ana|5|Spain", "bo|6|United States"],
        ),
        (
            "two languages, both known",
            "Usuario,Seguidores,País\nUsername,Followers,Country\nana,5,ES\nbo,6,US\n",
            &[Handle, Followers, Country],
            Some(1),
            &["ana|5|Spain", "bo|6|United States"],
        ),
        (
            "two languages, words alone",
            "Nombre,Red social,País\nName,Platform,Country\nAna,Instagram,ES\nBo,TikTok,US\n",
            &[Name, Platform, Country],
            Some(1),
            &["Ana|Instagram|Spain", "Bo|TikTok|United States"],
        ),
        (
            "three lines",
            "Social networks,,,,\n,Instagram,,YouTube,\nName,Followers,ER,Followers,ER\nAna,500,2%,700,1%\nBo,300,3%,100,4%\n",
            &[Name, Platform, Followers],
            Some(3),
            &[
                "Ana|Instagram|500",
                "Ana|YouTube|700",
                "Bo|Instagram|300",
                "Bo|YouTube|100",
            ],
        ),
    ]);
}

#[test]
fn without_a_header_the_cells_tell() {
    check(&[
        (
            "a name, a niche, a rate, followers",
            "Emma Grace,Fashion,4.8,250000\nBo Berg,Travel,3.1,48200\nCy Quist,Food,2.5,7300\n",
            &[Name, Niche, EngagementRate, Followers],
            None,
            &[
                "Emma Grace|Fashion|0.048|250000",
                "Bo Berg|Travel|0.031|48200",
                "Cy Quist|Food|0.025|7300",
            ],
        ),
        (
            "known words in the first row",
            "ana_m,Fashion,Instagram,Story,48200\nbo_z,Travel,TikTok,Reel,7300\ncy_q,Food,Instagram,Post,91000\n",
            &[Handle, Niche, Platform, Followers],
            None,
            &[
                "ana_m|Fashion|Instagram|48200",
                "bo_z|Travel|TikTok|7300",
                "cy_q|Food|Instagram|91000",
            ],
        ),
        (
            "words alone",
            "ana_m,Fashion,Instagram\nbo_z,Travel,TikTok\ncy_q,Food,Instagram\n",
            &[Handle, Niche, Platform],
            None,
            &[
                "ana_m|Fashion|Instagram",
                "bo_z|Travel|TikTok",
                "cy_q|Food|Instagram",
            ],
        ),
        (
            "a figure is missing in the first row",
            "@ana_m,ES,\n@bo_z,US,7300\n@cy_q,DE,91000\n",
            &[Handle, Country, Followers],
            None,
            &[
                "ana_m|Spain|",
                "bo_z|United States|7300",
                "cy_q|Germany|91000",
            ],
        ),
        (
            "a title above",
            "Our creators\n\n@ana_m,ES,12.5K\n@bo_z,US,7300\n@cy_q,DE,91000\n",
            &[Handle, Country, Followers],
            None,
            &[
                "ana_m|Spain|12500",
                "bo_z|United States|7300",
                "cy_q|Germany|91000",
            ],
        ),
        (
            "a list of handles",
            "@ana_m\n@bo.z\n@cy\n",
            &[Handle, Followers],
            None,
            &["ana_m|", "bo.z|", "cy|"],
        ),
        (
            "a list of handles below a title",
            "Creators for the spring campaign\nana_m\nbo.z\ncy_q\n",
            &[Handle],
            None,
            &["ana_m", "bo.z", "cy_q"],
        ),
        (
            "a list of handles below a word",
            "Creators\nana_m\nbo.z\ncy_q\n",
            &[Handle],
            Some(1),
            &["ana_m", "bo.z", "cy_q"],
        ),
        (
            "a list of addresses",
            "https://www.instagram.com/ana_m/\nhttps://www.tiktok.com/@bo.z\n",
            &[Handle, Platform, Url],
            None,
            &[
                "ana_m|Instagram|https://www.instagram.com/ana_m/",
                "bo.z|TikTok|https://www.tiktok.com/@bo.z",
            ],
        ),
        (
            "one row",
            "@ana_m,Instagram,48200\n",
            &[Handle, Platform, Followers],
            None,
            &["ana_m|Instagram|48200"],
        ),
    ]);
    let (report, _) = open("@ana_m,ES,12.5K\n@bo_z,US,7300\n@cy_q,DE,91000\n");
    for column in &report.columns {
        assert!(column.guess && column.note.is_some(), "{column:?}");
    }
}

#[test]
fn a_real_header_beats_rows_with_known_words() {
    check(&[
        (
            "formats and networks among the rows",
            "Creator,Plattform,Reichweite,Format\nana_m,Instagram,100,Story\nbo_z,Instagram,200,Post\ncy_q,YouTube,50,Video\n",
            &[Handle, Platform],
            Some(1),
            &["ana_m|Instagram", "bo_z|Instagram", "cy_q|YouTube"],
        ),
        (
            "few names are known",
            "Handle,Foo,Bar,Followers,Baz\nana_m,x,y,500,z\nInstagram,Post,Story,300,Reel\n",
            &[Followers],
            Some(1),
            &["500", "300"],
        ),
        (
            "networks only",
            "Instagram,TikTok\nana_m,ana.tt\nbo_z,\n",
            &[Handle, Platform],
            Some(1),
            &["ana_m|Instagram", "ana.tt|TikTok", "bo_z|Instagram"],
        ),
        (
            "a header and one row",
            "handle,platform,niche\nana_m,Instagram,Fashion\n",
            &[Handle, Platform, Niche],
            Some(1),
            &["ana_m|Instagram|Fashion"],
        ),
    ]);
}

#[test]
fn what_is_no_row_is_left_out_and_told() {
    use IssueKind::{Comment, Footer, RepeatedHeader, TotalRow};
    for (what, text, expected, issues) in [
        (
            "a sum below",
            "Name,Handle,Followers\nAna,ana,500\nBo,bo,300\nTotal,,800\n",
            &["ana|500", "bo|300"][..],
            &[(TotalRow, 4)][..],
        ),
        (
            "a sum in the only column of names",
            "handle,followers\nana,500\nbo,300\nTotal,800\nAverage,400\n",
            &["ana|500", "bo|300"],
            &[(TotalRow, 4), (TotalRow, 5)],
        ),
        (
            "somebody who is called so",
            "handle,followers\nana,500\ntotal,300\nbo,70\n",
            &["ana|500", "total|300", "bo|70"],
            &[],
        ),
        (
            "somebody who is called so, with an address",
            "Name,Profile link,Followers\nAna,https://instagram.com/ana,500\nTotal,https://instagram.com/total,500\n",
            &["ana|500", "total|500"],
            &[],
        ),
        (
            "sums of parts and of all",
            "Handle,Followers\nana,500\nbo,300\nSubtotal,800\ncy,70\ndi,20\nSubtotal,90\nGrand Total,890\n",
            &["ana|500", "bo|300", "cy|70", "di|20"],
            &[(TotalRow, 4), (TotalRow, 7), (TotalRow, 8)],
        ),
        (
            "a sum in the column of numbers",
            "Rank,Handle,Followers\n1,ana,500\n2,bo,300\nTOTAL:,,800\n",
            &["ana|500", "bo|300"],
            &[(TotalRow, 4)],
        ),
        (
            "Russian",
            "Имя;Подписчики;Цена\nАня;500;10\nБорис;300;20\nИтого;800;30\nСреднее;400;15\n",
            &["|500", "|300"],
            &[(TotalRow, 4), (TotalRow, 5)],
        ),
        (
            "Japanese",
            "アカウント,フォロワー数,国\nana,500,日本\nbo,300,日本\n合計,800,\n",
            &["ana|500", "bo|300"],
            &[(TotalRow, 4)],
        ),
        (
            "German, a sum of rounded figures",
            "Handle;Follower\nana;1,2 Mio\nbo;300.000\nGesamt;1,5 Mio\n",
            &["ana|1200000", "bo|300000"],
            &[(TotalRow, 4)],
        ),
        (
            "a wide table without handles",
            "Name,Instagram Followers,TikTok Followers\nAna,500,70\nBo,300,20\nTotal,800,90\n",
            &["|500", "|70", "|300", "|20"],
            &[(TotalRow, 4)],
        ),
        (
            "a sum that counts, and taxes",
            "Rank,Handle,Followers,Price\n1,ana,500,10\n2,bo,300,20\nTotal,2,800,30\nVAT 20%,,,6\n\
             Total incl. VAT,,,36\n",
            &["ana|500", "bo|300"],
            &[(TotalRow, 4), (TotalRow, 5), (TotalRow, 6)],
        ),
        (
            "titles of parts",
            "Handle,Followers,Country\nana,500,ES\nbo,300,US\nMicro influencers,,\ncy,70,ES\ndi,20,US\n",
            &["ana|500", "bo|300", "cy|70", "di|20"],
            &[(IssueKind::Section, 4)],
        ),
        (
            "notes in a list at the foot",
            "Handle,Followers,Country\nana,500,ES\nbo,300,US\n\nNotes\n1) figures of October\n2) without VAT\n",
            &["ana|500", "bo|300"],
            &[(Footer, 5), (Footer, 6), (Footer, 7)],
        ),
        (
            "kinds of cells below the header",
            "Handle,Followers,Country\nText,Number,ISO code\nana,500,ES\nbo,300,US\n",
            &["ana|500", "bo|300"],
            &[(Comment, 2)],
        ),
        (
            "comments among the rows",
            "handle,followers,country\n# first batch\nana,500,ES\n// draft, to be checked\nbo,300,US\n-- end --\n",
            &["ana|500", "bo|300"],
            &[(Comment, 2), (Comment, 4), (Comment, 6)],
        ),
        (
            "a tag is no comment",
            "handle,followers\n#ana,500\n#bo,300\n",
            &["#ana|500", "#bo|300"],
            &[],
        ),
        (
            "lines at the foot",
            "handle,followers,country\nana,500,ES\nbo,300,US\n\nSource: an agency,,\nPage 1 of 3\nGenerated on 2026-11-02,,\n",
            &["ana|500", "bo|300"],
            &[(Footer, 5), (Footer, 6), (Footer, 7)],
        ),
        (
            "the header on every page",
            "handle,followers\nana,500\nhandle,followers\nbo,300\n\nhandle,followers\ncy,70\n",
            &["ana|500", "bo|300", "cy|70"],
            &[(RepeatedHeader, 3), (RepeatedHeader, 6)],
        ),
        (
            "the header of two lines on every page",
            "Handle,Engagement,\n,Rate,Likes\nana,2%,500\nHandle,Engagement,\n,Rate,Likes\nbo,3%,300\n",
            &["ana|", "bo|"],
            &[(RepeatedHeader, 4), (RepeatedHeader, 5)],
        ),
        (
            "help below the header",
            "Handle,Followers\nrequired,e.g. 12000\nana,500\nbo,300\n",
            &["ana|500", "bo|300"],
            &[(Comment, 2)],
        ),
    ] {
        let (report, roster) = open(text);
        assert_eq!(report.error, None, "{what}");
        assert_eq!(rows(&roster, &[Handle, Followers]), expected, "{what}");
        assert_eq!(told(&report), issues, "{what}: {:?}", report.issues);
        assert_eq!(report.rows.found, expected.len() as u64, "{what}");
        assert!(report.rows.records <= report.rows.found, "{what}");
        assert_eq!(report.rows.left_out, 0, "{what}");
        for issue in &report.issues {
            assert_eq!(issue.effect, Effect::NotARow, "{what}");
            assert!(!issue.text.is_empty(), "{what}");
        }
    }
}

#[test]
fn rows_above_the_header_again_are_rows_however_many_remarks_stand_between() {
    let text = "handle,followers,country\nwho_0,70,ES\n// and, one more\nwho_1,71,ES\n// and, one more\n\
                handle,followers,country\nwho_2,72,ES\n// and, one more\nwho_3,73,ES\n";
    let (report, roster) = open(text);
    assert_eq!(report.rows.found, 4);
    assert_eq!(
        rows(&roster, &[Handle]),
        ["who_0", "who_1", "who_2", "who_3"]
    );
}

proptest! {
    #[test]
    fn whatever_stands_between_no_influencer_is_lost(
        between in prop::collection::vec(prop::collection::vec(0usize..9, 0..3), 3..12),
        above in prop::collection::vec(0usize..3, 0..4),
    ) {
        const ABOVE: [&str; 3] = ["A list of ours", "Made by,Ana", ""];
        const BETWEEN: [&str; 9] = [
            "", ",,", "handle,followers,country", "HANDLE,FOLLOWERS,COUNTRY", "# a remark", "// and, one more",
            "Page 2 of 9", "Source: our own", "---,---,---",
        ];
        let mut text = String::new();
        for line in above {
            text += &format!("{}\n", ABOVE[line]);
        }
        text += "handle,followers,country\n";
        let mut expected = Vec::new();
        for (at, lines) in between.iter().enumerate() {
            text += &format!("who_{at},{},ES\n", at + 70);
            expected.push(format!("who_{at}|{}", at + 70));
            for line in lines {
                text += &format!("{}\n", BETWEEN[*line]);
            }
        }
        let (report, roster) = open(&text);
        prop_assert_eq!(rows(&roster, &[Handle, Followers]), expected, "{}", text);
        prop_assert_eq!(report.rows.found, between.len() as u64);
    }
}

#[test]
fn sums_and_pages_are_known_anywhere_in_a_long_file() {
    let mut text = String::from("handle,followers,bio\n");
    let bio = "x".repeat(40);
    let mut sum = 0;
    for at in 0..60_000u64 {
        if at % 20_000 == 19_999 {
            text += "handle,followers,bio\n# a page\n";
        }
        text += &format!("who_{at},{},{bio}\n", at + 1_000);
        sum += at + 1_000;
    }
    text += &format!("Total,{sum},\nAverage,{},\n", sum / 60_000);
    let (report, roster) = open(&text);
    assert_eq!(roster.len(), 60_000);
    assert_eq!(report.rows.found, 60_000);
    let count = |kind| {
        report
            .issues
            .iter()
            .filter(|issue| issue.kind == kind)
            .count()
    };
    assert_eq!(count(IssueKind::RepeatedHeader), 3);
    assert_eq!(count(IssueKind::Comment), 3);
    assert_eq!(count(IssueKind::TotalRow), 2);
}

#[test]
fn names_of_columns_may_be_broken_doubled_or_missing() {
    check(&[
        (
            "line breaks, blanks and marks of the byte order",
            "\"Handle\n\", \u{feff}Followers ,\"Engagement\r\nRate\"\nana,500,2%\nbo,300,3%\n",
            &[Handle, Followers, EngagementRate],
            Some(1),
            &["ana|500|0.02", "bo|300|0.03"],
        ),
        (
            "twins: the exact figure is the better one",
            "Handle,Subscribers,Subscribers\nana,477.9M,477912345.00\nbo,1.2M,1204000.00\n",
            &[Handle, Followers],
            Some(1),
            &["ana|477912345", "bo|1204000"],
        ),
        (
            "twins of which one is empty",
            "handle,followers,Followers,FOLLOWERS\nana,,500,\nbo,,300,\n",
            &[Handle, Followers],
            Some(1),
            &["ana|500", "bo|300"],
        ),
        (
            "the index of a data frame, and columns of nothing at the end",
            ",username,followers,,\n0,ana,500,,\n1,bo,300,,\n",
            &[Handle, Followers],
            Some(1),
            &["ana|500", "bo|300"],
        ),
    ]);
    // A column without a name has the name of its place, by which it can be named.
    let text = "handle,,followers\nana,7,500\nbo,9,300\n";
    let (report, _) = open(text);
    assert_eq!(report.columns[1].header, "Column 2");
    let options = Options {
        mappings: vec![("Column 2".to_owned(), Some(Posts))],
        ..Options::default()
    };
    let (_, roster) = open_with(text, &options);
    assert_eq!(rows(&roster, &[Handle, Posts]), ["ana|7", "bo|9"]);
}

#[test]
fn files_that_hold_next_to_nothing_say_what_they_are() {
    let error = |text: &str| open(text).0.error;
    assert!(matches!(
        error("handle,followers\n"),
        Some(ReadError::HeaderOnly { line: 1, .. })
    ));
    assert!(matches!(
        error("A title\n\nhandle,followers\n"),
        Some(ReadError::HeaderOnly { line: 3, .. })
    ));
    assert!(matches!(error(",,\n,,\n"), Some(ReadError::Empty { .. })));
    // Neither a name nor a handle nor an address.
    assert!(matches!(
        error("1,2,3\n4,5,6\n"),
        Some(ReadError::NoColumns { .. })
    ));
    assert!(matches!(
        error("2026-01-02,48200\n2026-01-03,51000\n"),
        Some(ReadError::NoColumns { .. })
    ));
}

#[test]
fn what_stands_above_and_how_the_header_was_made_is_said() {
    let (report, _) = open(
        "Spring roster\nAsk Ana\n\nName,Instagram,,TikTok,\n,Followers,ER,Followers,ER\nAna,500,2%,700,1%\n",
    );
    let said = report.notes.join("\n");
    assert!(
        said.contains("\"Spring roster\" (line 1) and 1 more line"),
        "{said}"
    );
    assert!(said.contains("lines 4 and 5"), "{said}");
}
