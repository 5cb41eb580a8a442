//! How accounts and prices lie in tables: wide rows, cards, ranges. All files are made up here.

#[path = "common/reading.rs"]
mod reading;

#[path = "common/rows.rs"]
mod rows;

use proptest::prelude::*;
use rows::rows;
use tastemaker::import::report::{Figures, FileReport};
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

fn open_with(name: &str, text: &str, options: &Options) -> (FileReport, Roster) {
    let source = Source::Bytes {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let (file, roster) = reading::open_source(source, options);
    assert_eq!(file.error, None);
    (file, roster)
}

fn open(text: &str) -> (FileReport, Roster) {
    let options = Options {
        figures: true,
        ..Options::default()
    };
    open_with("roster.csv", text, &options)
}

use Field::{
    AvgLikes, Country, EngagementRate, Followers, Format, Handle, Name, Niche, Person, Platform,
    Price, PriceBundle, PriceReel, PriceStory, PriceVideo,
};

#[test]
fn a_wide_row_is_one_row_for_each_account_that_it_tells_of() {
    for (text, fields, expected) in [
        // Prefixes, suffixes, short names, other languages.
        (
            "Name,IG handle,IG followers,ig_er,Followers (TikTok),tt_handle,Niche\n\
             Ana Lima,@ana.l,\"12,000\",2.5%,800,ana_tt,food\n\
             Bo Berg,bo.b,5000,1.0%,,,travel\n",
            &[
                Handle,
                Platform,
                Followers,
                EngagementRate,
                Niche,
                Name,
                Person,
            ][..],
            vec![
                "ana.l|Instagram|12000|0.025|food|Ana Lima|ana.l@Instagram",
                "ana_tt|TikTok|800||food|Ana Lima|ana.l@Instagram",
                "bo.b|Instagram|5000|0.01|travel|Bo Berg|bo.b@Instagram",
            ],
        ),
        (
            "이름,인스타그램 팔로워,유튜브 구독자\n미나,1200,3.5만\n",
            &[Name, Platform, Followers, Person][..],
            vec!["미나|Instagram|1200|미나", "미나|YouTube|35000|미나"],
        ),
        (
            "Nombre;Instagram;Seguidores Instagram;TikTok;Seguidores TikTok\n\
             Ana;https://www.instagram.com/ana.l/;12.500;https://www.tiktok.com/@ana.t;1.300\n\
             Bo;https://www.instagram.com/bo/;15.000;;\n\
             Cy;;;https://www.tiktok.com/@cy;900\n",
            &[Handle, Platform, Followers][..],
            vec![
                "ana.l|Instagram|12500",
                "ana.t|TikTok|1300",
                "bo|Instagram|15000",
                "cy|TikTok|900",
            ],
        ),
        // Prices of each network, in words that no table of headers knows whole, and cards of each.
        (
            "Имя;Инстаграм;Подписчики Instagram;Цена сторис Instagram;YouTube канал;Подписчики YouTube;Цена интеграции YouTube\n\
             Анна;@anna;12 500;1 500 ₽;https://youtube.com/@annav;1,2 млн;50 000 ₽\n",
            &[
                Handle, Platform, Followers, Price, Format, PriceStory, PriceVideo,
            ][..],
            vec![
                "anna|Instagram|12500|1500|story|1500|",
                "annav|YouTube|1200000|50000|video||50000",
            ],
        ),
        (
            "Name,IG followers,IG Rate 1,IG Deliverable 1,IG Rate 2,IG Deliverable 2,YT followers,YT Rate 1,YT Deliverable 1\n\
             Ana,1000,50,Story,200,Post,5000,900,Dedicated video\n",
            &[Name, Platform, Price, Format, PriceStory, PriceVideo][..],
            vec!["Ana|Instagram|200|post|50|", "Ana|YouTube|900|video||900"],
        ),
        // Columns of networks that hold nothing but figures, and prices of each.
        (
            "Creator,Instagram,YouTube,IG post price,YT video price\nAna,12K,1.5K,300,900\nBo,3K,0,200,\n",
            &[Name, Platform, Followers, Price, Format][..],
            vec![
                "Ana|Instagram|12000|300|post",
                "Ana|YouTube|1500|900|video",
                "Bo|Instagram|3000|200|post",
            ],
        ),
        // A channel is called alike on all networks; its handles are those of the addresses.
        (
            "Channel,YouTube Subscribers,YouTube URL,Instagram URL\n\
             Ana cooks,5000,https://youtube.com/@anacooks,https://instagram.com/ana\n",
            &[Name, Handle, Platform, Followers][..],
            vec![
                "Ana cooks|anacooks|YouTube|5000",
                "Ana cooks|ana|Instagram|",
            ],
        ),
        // Handles alone.
        (
            "instagram_handle,tiktok_handle\nana,ana_tt\nbo,\n",
            &[Handle, Platform, Followers, Person][..],
            vec![
                "ana|Instagram||ana@Instagram",
                "ana_tt|TikTok||ana@Instagram",
                "bo|Instagram||bo@Instagram",
            ],
        ),
        // A total beside the networks is no account; nobody on any network is a row all the same.
        (
            "Name,Total Followers,Instagram Followers,TikTok Followers\nAna,1500,1000,500\nBo,,,\n",
            &[Name, Platform, Followers][..],
            vec!["Ana|Instagram|1000", "Ana|TikTok|500", "Bo||"],
        ),
    ] {
        let (report, roster) = open(text);
        assert_eq!(rows(&roster, fields), expected, "{text}");
        assert_eq!(report.rows.found as usize, expected.len());
        assert_eq!(report.rows.records as usize, text.lines().count() - 1);
    }
}

#[test]
fn a_row_with_one_figure_for_all_its_networks_stays_one_row() {
    for (text, fields, expected) in [
        // One total of followers and addresses on two networks: the row is about neither.
        (
            "name,followers,social.instagram,social.tiktok\n\
             Ana Lima,9000,https://www.instagram.com/ana/,https://www.tiktok.com/@anat\n\
             Bo Berg,700,,https://www.tiktok.com/@bo\n",
            &[Handle, Name, Platform, Followers, Person][..],
            vec!["|Ana Lima||9000|", "|Bo Berg||700|"],
        ),
        // One network alone is the row's.
        (
            "Name,Instagram Followers,Instagram ER,IG likes\nAna,1000,2%,20\n",
            &[Name, Platform, Followers, EngagementRate, AvgLikes][..],
            vec!["Ana|Instagram|1000|0.02|20"],
        ),
        // Ticks are no handles.
        (
            "Username,Followers,Instagram,TikTok\nana,1000,x,\nbo,500,x,x\n",
            &[Handle, Followers][..],
            vec!["ana|1000", "bo|500"],
        ),
    ] {
        let (report, roster) = open(text);
        assert_eq!(rows(&roster, fields), expected, "{text}");
        assert_eq!(report.rows.found, report.rows.records);
    }
}

#[test]
fn tables_below_each_other_are_read_each_by_its_own_columns() {
    for (text, fields, expected) in [
        (
            "Our creators,,\n\nInstagram,,\nName,Handle,Followers\nAna Lima,ana,1000\nBo Berg,bo,2000\n,,\n\
             TikTok,,\nName,Subscribers,Country\nAna Lima,3000,Brazil\n",
            &[Name, Handle, Platform, Followers, Country, Person][..],
            vec![
                "Ana Lima|ana|Instagram|1000||Ana Lima",
                "Bo Berg|bo|Instagram|2000||Bo Berg",
                "Ana Lima||TikTok|3000|Brazil|Ana Lima",
            ],
        ),
        // Titles that name niches; the same header again.
        (
            "Beauty creators,,\nUsername,Followers,ER\nana,1000,1%\n,,\nFitness,,\nUsername,Followers,ER\nbo,500,2%\n",
            &[Handle, Followers, EngagementRate, Niche, Person][..],
            vec!["ana|1000|0.01|Beauty|", "bo|500|0.02|Fitness|"],
        ),
        // Sections under one header.
        (
            "Name,Followers,ER\nInstagram,,\nAna,1000,1%\nBo,700,1%\nTikTok,,\nAna,300,4%\n",
            &[Name, Platform, Followers, Person][..],
            vec![
                "Ana|Instagram|1000|Ana",
                "Bo|Instagram|700|Bo",
                "Ana|TikTok|300|Ana",
            ],
        ),
    ] {
        let (report, roster) = open(text);
        assert_eq!(rows(&roster, fields), expected, "{text}");
        assert!(report.issues.is_empty(), "{:?}", report.issues);
        assert!(report.notes[0].contains("tables below each other"));
    }
}

#[test]
fn each_table_s_columns_are_reported() {
    let (report, _) = open(
        "Instagram,\nHandle,Followers\nana,1000\nbo,900\n,\nTikTok,\nUser name,Avg views\ncy,50\n",
    );
    let columns: Vec<_> = report
        .columns
        .iter()
        .map(|column| (column.header.as_str(), column.filled))
        .collect();
    assert_eq!(
        columns,
        [
            ("Handle", 2),
            ("Followers", 2),
            ("User name", 1),
            ("Avg views", 1)
        ]
    );
    assert_eq!((report.rows.records, report.rows.loaded), (3, 3));
}

#[test]
fn columns_of_a_wide_row_say_whose_they_are_and_what_is_kept() {
    let (report, roster) = open(
        "Name,Total Followers,Instagram Followers,TikTok Followers,Instagram shoe size\nAna,1500,1000,500,38\n",
    );
    let note = |header: &str| {
        let mut columns = report.columns.iter();
        let column = columns
            .find(|column| column.header == header)
            .expect(header);
        (column.field, column.note.clone().unwrap_or_default())
    };
    assert_eq!(note("Instagram Followers").0, Some(Followers));
    assert!(note("Instagram Followers").1.contains("Instagram"));
    assert_eq!(note("Total Followers").0, None);
    assert!(
        note("Total Followers")
            .1
            .contains("networks have columns of their own")
    );
    // What nobody understands of one network is kept on that account alone.
    let kept = |row: u32, header: &str| {
        let mut headers = roster.extra_headers().iter();
        let at = headers.position(|known| known == header).expect(header);
        roster.influencer(row).extra(at).to_owned()
    };
    assert_eq!(kept(0, "Instagram shoe size"), "38");
    assert_eq!(kept(1, "Instagram shoe size"), "");
    assert_eq!(kept(1, "Total Followers"), "1500");
}

#[test]
fn the_file_s_own_person_column_ties_accounts() {
    let (_, roster) = open("Person ID,IG handle,TikTok handle\np-7,ana,ana_tt\n,bo,bo_tt\n");
    assert_eq!(
        rows(&roster, &[Handle, Person]),
        [
            "ana|p-7",
            "ana_tt|p-7",
            "bo|bo@Instagram",
            "bo_tt|bo@Instagram"
        ]
    );
}

#[test]
fn prices_with_what_they_buy_become_prices_of_formats() {
    for (text, expected) in [
        // The first card of a format is its price; the primary one is the post where there is one.
        (
            "Username;Price1;Post_kind1;Price2;Post_kind2;Price3;Post_kind3\n\
             ana;7 768 ₽;Интеграция;5 437 ₽;Преролл;11 652 ₽;Эксклюзивное видео\n\
             bo;900 ₽;Story - Foto;4 000 ₽;Reels;1 200 ₽;Пост в ленте\n\
             cy;900 ₽;Пост + Stories;300 ₽;Серия Stories (3-5);700 ₽;Пост в ленте\n",
            vec![
                "ana|7768|video|||7768|",
                "bo|1200|post|900|4000||",
                "cy|900|bundle|300|||900",
            ],
        ),
        (
            "Handle,Rate 1,Deliverable 1,Rate 2,Deliverable 2\nana,$500,1 Reel,$150,Story\nbo,$90,Live,,\n",
            vec!["ana|500|reel|150|500||", "bo|90|live||||"],
        ),
        // A pair without a number.
        (
            "Handle,Price,Deliverable\nana,500,Reel\nbo,80,Story\ncy,60,UGC\n",
            vec!["ana|500|reel||500||", "bo|80|story|80|||", "cy|60|||||"],
        ),
        // Columns for each format.
        (
            "Handle,Price Per Post,Price Per Video Post,Price Per Story\nana,500,900,100\nbo,,700,90\n",
            vec!["ana|500|post|100||900|", "bo|700|video|90||700|"],
        ),
        (
            "Handle,Platform,Story rate,Video rate\nana,YouTube,50,900\nbo,Instagram,40,300\n",
            vec!["ana|900|video|50||900|", "bo|40|story|40||300|"],
        ),
        // "Post" is a price where its sisters are.
        (
            "Username,Followers,Story,Reel,Post\nana,12000,100,400,250\nbo,9000,,150,\n",
            vec!["ana|250|post|100|400||", "bo|150|reel||150||"],
        ),
        // A range is a price only where both ends are the same.
        (
            "Handle,pricing.reels.price_range.min,pricing.reels.price_range.max\nana,300,300\nbo,200,400\ncy,150,\n",
            vec!["ana|300|reel||300||", "bo||||||", "cy||||||"],
        ),
    ] {
        let (_, roster) = open(text);
        let fields = [
            Handle,
            Price,
            Format,
            PriceStory,
            PriceReel,
            PriceVideo,
            PriceBundle,
        ];
        assert_eq!(rows(&roster, &fields), expected, "{text}");
    }
}

#[test]
fn all_quotes_are_counted_and_none_disappears() {
    let (report, roster) = open(
        "Handle,Price1,Kind1,Price2,Kind2,Price3,Kind3\nana,100,Story - Foto,200,Post,50,Story - Video\nbo,300,Reel,,,,\n",
    );
    let quotes = report.quotes.expect("several prices in a row");
    assert_eq!(quotes.n, 4);
    assert!(
        matches!(quotes.figures, Figures::Numbers { min, max, sum, median }
            if (min, max, sum, median) == (50.0, 300.0, 650.0, 150.0))
    );
    // The second story has no field of its own: it stays visible as it is.
    let mut headers = roster.extra_headers().iter();
    let at = headers.position(|header| header == "Price3").expect("kept");
    assert_eq!(roster.influencer(0).extra(at), "50");
    let (report, _) = open("Handle,Price\nana,100\n");
    assert_eq!(report.quotes, None);
}

#[test]
fn ranges_say_how_to_take_one_end_and_the_user_can() {
    let text = "Handle,Min price,Max price\nana,200,400\nbo,300,300\n";
    let (report, roster) = open(text);
    assert_eq!(rows(&roster, &[Handle, Price]), ["ana|", "bo|300"]);
    let note = report.columns[1].note.clone().unwrap_or_default();
    assert!(note.contains("--map 'Min price=price'"), "{note}");
    let options = Options {
        mappings: vec![("Min price".to_owned(), Some(Price))],
        ..Options::default()
    };
    let (_, roster) = open_with("roster.csv", text, &options);
    assert_eq!(rows(&roster, &[Handle, Price]), ["ana|200", "bo|300"]);
}

#[test]
fn columns_without_a_header_are_mapped_by_their_number() {
    let text = "ana,5000,77\nbo,700,78\ncy,900,79\n";
    for name in ["3", "Column 3", "column 3"] {
        let options = Options {
            mappings: vec![
                ("1".to_owned(), Some(Handle)),
                (name.to_owned(), Some(Followers)),
            ],
            ..Options::default()
        };
        let (report, roster) = open_with("list.csv", text, &options);
        assert_eq!(report.header_line, None);
        assert_eq!(
            rows(&roster, &[Handle, Followers]),
            ["ana|77", "bo|78", "cy|79"]
        );
    }
}

/// What one network has of somebody.
type Account = Option<(u32, Option<u32>)>;

proptest! {
    /// A wide file says what the long file says that somebody makes of it by hand.
    #[test]
    fn unpivoting_is_what_a_person_does_by_hand(
        people in prop::collection::vec(
            ("[a-z]{3,8}", "(food|travel|tech)", prop::array::uniform3(
                prop::option::of((1u32..9_000_000, prop::option::of(1u32..90_000))),
            )),
            1..20,
        ),
    ) {
        const NETWORKS: [&str; 3] = ["Instagram", "TikTok", "YouTube"];
        let mut wide = "Name,Niche".to_owned();
        for network in NETWORKS {
            wide.push_str(&format!(",{network} handle,{network} followers,{network} avg likes"));
        }
        let mut long = "Name,Niche,Platform,Handle,Followers,Avg likes\n".to_owned();
        wide.push('\n');
        // Each network is there once, so that both files have the same columns to go by.
        let everyone: [Account; 3] = [Some((5, Some(5))); 3];
        let first = ("zzz".to_owned(), "tech".to_owned(), everyone);
        for (number, (name, niche, accounts)) in std::iter::once(&first).chain(&people).enumerate() {
            let cell = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
            wide.push_str(&format!("{name},{niche}"));
            let mut any = false;
            for (network, account) in NETWORKS.iter().zip(accounts) {
                let Some((followers, likes)) = *account else {
                    wide.push_str(",,,");
                    continue;
                };
                any = true;
                let handle = format!("{name}_{number}");
                wide.push_str(&format!(",{handle},{followers},{}", cell(likes)));
                long.push_str(&format!("{name},{niche},{network},{handle},{followers},{}\n", cell(likes)));
            }
            if !any {
                long.push_str(&format!("{name},{niche},,,,\n"));
            }
            wide.push('\n');
        }
        let fields = [Name, Niche, Platform, Handle, Followers, AvgLikes];
        let (_, by_program) = open(&wide);
        let (_, by_hand) = open(&long);
        prop_assert_eq!(rows(&by_program, &fields), rows(&by_hand, &fields));
    }
}

#[test]
fn a_network_among_kinds_of_posts_is_no_count_of_followers() {
    let (_, roster) = open(
        "Name,Instagram Photo,Instagram Reel,Instagram Story,TikTok\nAna Lima,1200,2000,900,1100\nBo Berg,1150,1500,800,1000\n",
    );
    assert_eq!(rows(&roster, &[Name, Followers]), ["Ana Lima|", "Bo Berg|"]);
    // Without a rate card it is.
    let (_, roster) = open("Name,Instagram,TikTok\nAna Lima,12000,1100\nBo Berg,9150,1000\n");
    let counted = rows(&roster, &[Name, Followers]);
    assert_eq!(counted.len(), 4, "{counted:?}");
}
