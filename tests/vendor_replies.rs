//! Replies of the vendors' programs, made up in their shapes: what each account is, how a reply is taken
//! apart, and what is kept without being understood.

#[path = "common/reading.rs"]
mod reading;

use serde_json::{Value, json};
use tastemaker::import::report::FileReport;
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster};

fn open(reply: &Value) -> (FileReport, Roster) {
    let name = "reply.json".to_owned();
    let bytes = reply.to_string().into_bytes();
    let (report, roster) = reading::open_source(Source::Bytes { name, bytes }, &Options::default());
    assert_eq!(report.error, None, "{reply}");
    assert_eq!(report.rows.left_out, 0, "{:?}", report.issues);
    (report, roster)
}

/// The header that a field was read from.
fn header_of(report: &FileReport, field: Field) -> &str {
    let mut columns = report.columns.iter();
    let column = columns.find(|column| column.field == Some(field));
    column.map_or("", |column| column.header.as_str())
}

/// What a column shows first, and in how many rows it says something.
fn kept<'r>(report: &'r FileReport, header: &str) -> Option<(&'r str, u64)> {
    let mut columns = report.columns.iter();
    let column = columns.find(|column| column.header == header)?;
    Some((column.example.as_str(), column.filled))
}

/// Handles with platform, followers and person.
fn accounts(roster: &Roster) -> Vec<(String, String, Option<f64>, String)> {
    (0..roster.len() as u32)
        .map(|row| {
            let who = roster.influencer(row);
            (
                who.text(Field::Handle).to_owned(),
                who.word(Field::Platform).to_owned(),
                who.number(Field::Followers),
                who.text(Field::Person).to_owned(),
            )
        })
        .collect()
}

fn near(number: Option<f64>, wanted: f64) -> bool {
    number.is_some_and(|number| (number - wanted).abs() < 1e-9)
}

/// Who is in the made-up replies: handle, followers, rate, likes, comments, credibility.
const PEOPLE: &[(&str, u64, f64, u64, u64, f64)] = &[
    ("clay.lumen", 48_200, 0.0612, 2_800, 150, 0.81),
    ("tea.otter", 7_300, 0.0411, 280, 20, 0.74),
    ("moss.kiln", 120_500, 0.019, 2_200, 90, 0.66),
];

/// A report of one profile within a profile, with its audience, past and posts.
fn nested(who: &(&str, u64, f64, u64, u64, f64)) -> Value {
    let (handle, followers, rate, likes, comments, credibility) = *who;
    json!({"profile": {
        "userId": format!("90{followers}"),
        "profile": {
            "fullname": handle.to_uppercase(), "username": handle,
            "url": format!("https://www.instagram.com/{handle}"),
            "followers": followers, "engagements": likes + comments, "engagementRate": rate,
        },
        "isVerified": false, "country": "FR", "language": {"code": "en", "name": "English"},
        "stats": {
            "avgLikes": {"value": likes, "compared": -0.02},
            "avgComments": {"value": comments, "compared": 0.1},
            "followers": {"value": followers, "compared": 0.03},
        },
        "interests": [{"id": 11, "name": "Home"}, {"id": 12, "name": "Crafts"}],
        "contacts": [{"type": "email", "value": format!("{handle}@mail.example")}],
        "hashtags": [{"tag": "tea", "weight": 0.2}, {"tag": "clay", "weight": 0.1}],
        "statHistory": [{"month": "2026-08", "followers": followers - 900, "avgLikes": likes - 9}],
        "recentPosts": [{"id": "p1", "text": "first", "likes": likes + 50, "comments": 9, "url": "https://www.instagram.com/p/x1"}],
        "audience": {
            "credibility": credibility,
            "geoCountries": [{"name": "Spain", "code": "ES", "weight": 0.5}],
            "audienceTypes": [{"code": "real", "weight": 0.7}, {"code": "suspicious", "weight": 0.12}],
        },
    }})
}

#[test]
fn a_profile_within_a_profile_is_one_account() {
    let all: Vec<Value> = PEOPLE.iter().map(nested).collect();
    for (reply, people) in [
        (json!({"error": false, "profile": all[0]["profile"]}), 1),
        (
            json!({"error": false, "total": 3, "lookalikes": [], "directs": all}),
            3,
        ),
    ] {
        let (report, roster) = open(&reply);
        assert_eq!(roster.len(), people);
        for (row, (handle, followers, rate, likes, comments, credibility)) in
            PEOPLE.iter().take(people).enumerate()
        {
            let who = roster.influencer(row as u32);
            assert_eq!(who.text(Field::Handle), *handle);
            assert_eq!(who.text(Field::Name), handle.to_uppercase());
            assert_eq!(who.word(Field::Platform), "Instagram");
            assert_eq!(who.number(Field::Followers), Some(*followers as f64));
            assert!(near(who.number(Field::EngagementRate), *rate), "{handle}");
            assert_eq!(who.number(Field::AvgLikes), Some(*likes as f64));
            assert_eq!(who.number(Field::AvgComments), Some(*comments as f64));
            assert!(near(who.number(Field::AudienceQuality), *credibility));
            assert!(near(who.number(Field::FakeFollowerShare), 0.12));
            assert_eq!(who.text(Field::Email), format!("{handle}@mail.example"));
            // A price that nobody named is none.
            assert_eq!(who.number(Field::Price), None);
        }
        assert_eq!(
            header_of(&report, Field::Followers),
            "profile.profile.followers"
        );
        let niches = report
            .columns
            .iter()
            .find(|column| column.field == Some(Field::Niche));
        assert_eq!(niches.map(|column| column.filled), Some(people as u64));
        // What is of another time, or of others, is kept and nothing else.
        for header in [
            "profile.statHistory 1 followers",
            "profile.recentPosts 1 likes",
        ] {
            let column = report.columns.iter().find(|column| column.header == header);
            assert_eq!(column.map(|column| column.field), Some(None), "{header}");
        }
        assert!(kept(&report, "profile.hashtags.weight").is_some());
    }
}

/// A report of figures with marks, and further networks of the same human being.
fn marked(who: &(&str, u64, f64, u64, u64, f64)) -> Value {
    let (handle, followers, rate, likes, comments, _) = *who;
    json!({
        "type": "instagram",
        "basic": {"username": handle, "title": handle.to_uppercase(), "description": "clay and tea", "id": format!("55{followers}")},
        "metrics": {
            "subscribers_count": {"value": followers, "performance": {"7d": {"value": followers - 90, "mark": "good"}}},
            "er": {"value": rate * 100.0, "mark": "good", "mark_title": "Good"},
            "likes_count": {"value": likes * 120},
            "alikes_avg": {"value": likes}, "comments_avg": {"value": comments},
        },
        "features": {
            "aqs": {"data": {"mark": 84, "mark_title": "Good"}},
            "social_networks": [
                {"type": 2, "title": "YouTube channel", "username": format!("{handle}.tv"), "subscribers_count": 900, "er": 3.1, "url": format!("https://www.youtube.com/@{handle}.tv")},
                {"type": 5, "title": "TikTok", "username": format!("{handle}.tok"), "subscribers_count": 15_000, "er": 7.9, "url": format!("https://www.tiktok.com/@{handle}.tok")},
            ],
            "audience_geo": {"data": {"countries": {"fr": 51.2, "es": 20.1}}},
        },
    })
}

#[test]
fn figures_with_marks_are_read_and_further_networks_are_accounts_of_the_same_person() {
    let all: Vec<Value> = PEOPLE.iter().map(marked).collect();
    for (reply, people) in [
        (
            json!({"result": {"user": all[0], "report_state": "READY"}}),
            1,
        ),
        (
            json!({"result": {"search_results": all, "current_page": 1}}),
            3,
        ),
    ] {
        let (report, roster) = open(&reply);
        assert_eq!(report.rows.records, people as u64);
        let found = accounts(&roster);
        assert_eq!(found.len(), 3 * people);
        for (at, (handle, followers, rate, likes, comments, _)) in
            PEOPLE.iter().take(people).enumerate()
        {
            let text = |text: &str| text.to_owned();
            let person = found[3 * at].3.clone();
            assert!(!person.is_empty(), "{handle}");
            assert_eq!(
                found[3 * at..3 * at + 3]
                    .iter()
                    .map(|(handle, _, followers, person)| (
                        handle.clone(),
                        *followers,
                        person.clone()
                    ))
                    .collect::<Vec<_>>(),
                [
                    (text(handle), Some(*followers as f64), person.clone()),
                    (format!("{handle}.tv"), Some(900.0), person.clone()),
                    (format!("{handle}.tok"), Some(15_000.0), person.clone()),
                ]
            );
            assert_eq!(found[3 * at + 1].1, "YouTube");
            assert_eq!(found[3 * at + 2].1, "TikTok");
            let who = roster.influencer(3 * at as u32);
            assert!(near(who.number(Field::EngagementRate), *rate), "{handle}");
            assert_eq!(who.number(Field::AvgLikes), Some(*likes as f64));
            assert_eq!(who.number(Field::AvgComments), Some(*comments as f64));
            // A total of likes is not an average.
            assert_eq!(who.number(Field::TotalLikes), Some(*likes as f64 * 120.0));
        }
    }
}

/// A reply whose shares are of two kinds: follower types of 100, credibility of 1; prices have a range.
fn ranged(who: &(&str, u64, f64, u64, u64, f64)) -> Value {
    let (handle, followers, rate, likes, comments, credibility) = *who;
    json!({
        "work_platform": {"id": "9bb8", "name": "Instagram"},
        "profile": {
            "external_id": format!("33{followers}"), "platform_username": handle,
            "url": format!("https://www.instagram.com/{handle}"), "full_name": handle.to_uppercase(),
            "introduction": "clay, tea and moss", "follower_count": followers,
            "engagement_rate": rate * 100.0, "average_likes": likes, "average_comments": comments, "average_views": null,
            "location": {"city": "Lyon", "state": null, "country": "France"},
            "contact_details": [{"type": "email", "value": format!("{handle}@mail.example")}],
            "top_hashtags": [{"name": "tea", "value": 12.5}],
            "top_interests": [{"name": "Home"}, {"name": "Crafts"}],
            "reputation_history": [{"month": "2026-08", "follower_count": followers - 900, "average_likes": likes - 9}],
            "audience": {
                "follower_types": [
                    {"name": "real", "value": 70.5}, {"name": "suspicious", "value": 12.0},
                    {"name": "mass_followers", "value": 10.0}, {"name": "influencers", "value": 7.5},
                ],
                "credibility_score": credibility,
                "countries": [{"code": "FR", "value": 51.2}, {"code": "ES", "value": 20.1}],
            },
        },
        "pricing": {"currency": "EUR", "post_type": {
            "reels": {"price_range": {"min": 400, "max": 600}},
            "static_post": {"price_range": {"min": 200, "max": 300}},
        }},
    })
}

#[test]
fn shares_of_one_and_of_a_hundred_in_one_reply_are_told_apart() {
    let all: Vec<Value> = PEOPLE.iter().map(ranged).collect();
    for (reply, people) in [
        (all[0].clone(), 1),
        (
            json!({"data": all, "metadata": {"offset": 0, "limit": 10}}),
            3,
        ),
    ] {
        let (report, roster) = open(&reply);
        assert_eq!(roster.len(), people);
        for (row, (handle, followers, rate, likes, comments, credibility)) in
            PEOPLE.iter().take(people).enumerate()
        {
            let who = roster.influencer(row as u32);
            assert_eq!(who.text(Field::Handle), *handle);
            assert_eq!(who.word(Field::Platform), "Instagram");
            assert_eq!(who.number(Field::Followers), Some(*followers as f64));
            assert!(near(who.number(Field::EngagementRate), *rate), "{handle}");
            assert_eq!(who.number(Field::AvgLikes), Some(*likes as f64));
            assert_eq!(who.number(Field::AvgComments), Some(*comments as f64));
            assert!(
                near(who.number(Field::AudienceQuality), *credibility),
                "{handle}"
            );
            assert!(near(who.number(Field::FakeFollowerShare), 0.12), "{handle}");
            assert_eq!(who.word(Field::Country), "France");
            assert_eq!(who.text(Field::Email), format!("{handle}@mail.example"));
        }
        for (header, example) in [
            ("profile.audience.follower_types.mass_followers", "10"),
            ("pricing.post_type.reels.price_range.min", "400"),
            ("pricing.post_type.static_post.price_range.max", "300"),
        ] {
            assert_eq!(
                kept(&report, header),
                Some((example, people as u64)),
                "{header}"
            );
        }
    }
}

#[test]
fn of_a_star_of_files_the_one_with_people_is_the_roster() {
    let files = [
        (
            "influencers.csv",
            "id,name,category,gender,follower_count,platform\n1,Clay Lumen,Home,F,48200,Instagram\n2,Tea Otter,Food,M,7300,TikTok\n",
            2,
        ),
        (
            "posts.csv",
            "influencer_id,platform,date,URL,caption,reach,likes,comments\n1,Instagram,2026-09-01,https://www.instagram.com/p/x1,first,12000,2900,150\n2,Instagram,2026-09-02,https://www.instagram.com/p/y1,tea,2000,280,20\n",
            0,
        ),
        (
            "tracking.csv",
            "source,campaign,influencer_id,user_id,product,date,orders,revenue\ninstagram,spring,1,u77,Mug,2026-09-09,1,25\n",
            0,
        ),
        (
            "payouts.csv",
            "influencer_id,basis,rate,orders,total_payout\n1,post,250,12,250\n2,order,5,20,100\n",
            0,
        ),
    ];
    for (name, text, people) in files {
        let source = Source::Bytes {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let (report, roster) = reading::open_source(source, &Options::default());
        // Posts and payouts are nobody's followers and nobody's price.
        assert_eq!(roster.len(), people, "{name}: {:?}", report.columns);
    }
}
