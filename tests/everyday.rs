//! Everyday files that no single tool opens right, all of them: what a marketer's colleague sends.

use std::ops::ControlFlow;

use tastemaker::import::report::{FileReport, IssueKind};
use tastemaker::import::{Event, Options, Source, read};
use tastemaker::roster::{Currency, Field, Roster, TierSet};

/// Handle, name and followers of a row.
type Row = (String, String, Option<f64>);

/// What a file says.
fn rows(bytes: &[u8]) -> (FileReport, Vec<Row>) {
    let source = Source::Bytes {
        name: "made-up.csv".to_owned(),
        bytes: bytes.to_vec(),
    };
    let mut roster = Roster::new(TierSet::default(), Currency::USD);
    let mut report = read(&[source], &Options::default(), &mut |event| {
        if let Event::Rows { rows, .. } = event {
            let segment = roster.absorb(*rows);
            roster.push(segment);
        }
        ControlFlow::Continue(())
    });
    let rows = (0..roster.len() as u32)
        .map(|row| {
            let influencer = roster.influencer(row);
            (
                influencer.text(Field::Handle).to_owned(),
                influencer.text(Field::Name).to_owned(),
                influencer.number(Field::Followers),
            )
        })
        .collect();
    (report.files.remove(0), rows)
}

fn row(handle: &str, name: &str, followers: f64) -> Row {
    (handle.to_owned(), name.to_owned(), Some(followers))
}

#[test]
fn all_six_everyday_files_are_read_right() {
    let files: &[(&str, &[u8], Vec<Row>)] = &[
        (
            "a stray quote inside an unquoted field",
            b"handle,name,followers\nana_m,6' 2\" Ana,48200\nbo_z,Bo,7300\ncy_q,Cy \"the\" Q,910\n",
            vec![
                row("ana_m", "6' 2\" Ana", 48_200.0),
                row("bo_z", "Bo", 7_300.0),
                row("cy_q", "Cy \"the\" Q", 910.0),
            ],
        ),
        (
            "semicolons",
            b"handle;name;followers\nana_m;Ana, M.;48200\nbo_z;Bo;7300\n",
            vec![
                row("ana_m", "Ana, M.", 48_200.0),
                row("bo_z", "Bo", 7_300.0),
            ],
        ),
        (
            "a mark of the byte order",
            b"\xef\xbb\xbfhandle,name,followers\nana_m,Ana,48200\nbo_z,Bo,7300\n",
            vec![row("ana_m", "Ana", 48_200.0), row("bo_z", "Bo", 7_300.0)],
        ),
        (
            "Latin-1",
            b"handle,name,followers\nana_m,Ana Mu\xf1oz,48200\nbo_z,Bj\xf6rn,7300\n",
            vec![
                row("ana_m", "Ana Muñoz", 48_200.0),
                row("bo_z", "Björn", 7_300.0),
            ],
        ),
        (
            "a quoted line break in a name",
            b"handle,name,followers\r\nana_m,\"Ana\r\nM.\",48200\r\nbo_z,Bo,7300\r\n",
            vec![
                row("ana_m", "Ana\r\nM.", 48_200.0),
                row("bo_z", "Bo", 7_300.0),
            ],
        ),
        (
            "an unquoted comma in a number",
            b"handle,name,followers\nana_m,Ana,1,200\nbo_z,Bo,900\ncy_q,Cy,2,048,000\n",
            vec![
                row("ana_m", "Ana", 1_200.0),
                row("bo_z", "Bo", 900.0),
                row("cy_q", "Cy", 2_048_000.0),
            ],
        ),
    ];
    for (what, bytes, wanted) in files {
        let (report, found) = rows(bytes);
        assert_eq!(&found, wanted, "{what}");
        assert_eq!(report.rows.left_out, 0, "{what}");
    }
}

#[test]
fn a_number_is_put_together_only_where_nothing_else_can_have_happened() {
    let mends = |text: &str| {
        let (report, found) = rows(text.as_bytes());
        let issues = report.issues.iter();
        let mended = issues.filter(|issue| issue.kind == IssueKind::UnquotedComma);
        let followers: Vec<Option<f64>> = found.into_iter().map(|(.., count)| count).collect();
        (mended.count(), followers)
    };
    for (text, wanted) in [
        ("handle,followers\nana,1,200\n", (1, vec![Some(1_200.0)])),
        // The columns behind the number are found again.
        (
            "handle,followers,country\nana,1,200,ES\nbo,7,DE\n",
            (1, vec![Some(1_200.0), Some(7.0)]),
        ),
        // 1,200 and 300, or 1 and 200,300?
        (
            "handle,followers,likes\nana,1,200,300\n",
            (0, vec![Some(1.0)]),
        ),
        // The likes tell: they cannot be 200,50.
        (
            "handle,followers,likes\nana,1,200,50\n",
            (1, vec![Some(1_200.0)]),
        ),
        // No group of three.
        ("handle,followers\nana,1,20\n", (0, vec![Some(1.0)])),
        // A column without a name, since one row has no group of three there.
        (
            "handle,followers\nana,1,200\nbo,5,31\n",
            (0, vec![Some(1.0), Some(5.0)]),
        ),
        // No comma was in the way of semicolons.
        (
            "handle;followers\nana;1;200\nbo;5;300\n",
            (0, vec![Some(1.0), Some(5.0)]),
        ),
        ("handle,followers\nana,0,200\n", (0, vec![Some(0.0)])),
    ] {
        assert_eq!(mends(text), wanted, "{text}");
    }
}
