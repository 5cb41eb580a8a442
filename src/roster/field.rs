//! THE field table: one row per fact or measure that an influencer can have.
//!
//! Screen columns, sort keys, filter names, facets, import targets and export columns all read it.
//! To add a fact from files: one row here and its header synonyms under the same id in
//! `assets/fields.toml`. To add a derived measure: one row here that names its [`Formula`], and the
//! formula in `analysis/cost.rs`, where the compiler points.

/// What the values of a field are, and so how they are stored, compared, shown and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text, each value mostly its own. Stored in a text arena.
    Text,
    /// One word out of few (a platform, a country). Stored as a dictionary code.
    Word,
    /// Several words in one cell (niches). Stored as one dictionary code per combination.
    Words,
    /// A whole number, such as followers.
    Count,
    /// A fraction 0..1 (2.67 % is 0.0267); above 1 is possible and kept.
    Share,
    /// An amount of money in the row's own currency for facts, in the base currency for measures.
    Money,
    /// Any other number.
    Number,
    /// A day, stored as days since 1970-01-01.
    Date,
}

impl Kind {
    /// Whether values are stored as numbers.
    pub const fn is_numeric(self) -> bool {
        matches!(
            self,
            Kind::Count | Kind::Share | Kind::Money | Kind::Number | Kind::Date
        )
    }

    /// Whether values are stored as dictionary codes.
    pub const fn is_words(self) -> bool {
        matches!(self, Kind::Word | Kind::Words)
    }
}

/// A measure that is computed from other fields; its arithmetic is in `analysis/cost.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    Tier,
    Engagements,
    CostPerEngagement,
    CostPerMille,
    CostPerThousandFollowers,
    PriceInBase,
}

/// Where the values of a field come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A column of the user's file.
    File,
    /// Computed from other fields.
    Derived(Formula),
    /// Known from reading the file (its name, the line).
    Reading,
    /// What the user noted of an entry of a shortlist: only rosters that are made of one have it.
    List,
}

/// One row of the field table.
#[derive(Debug)]
pub struct Spec {
    /// The name in filters, exports, JSON and `assets/fields.toml`.
    pub id: &'static str,
    /// The name a person reads, as a column header.
    pub label: &'static str,
    pub kind: Kind,
    pub origin: Origin,
    /// Cells the column takes on screen, header included.
    pub width: u16,
    /// Further names accepted in filters and sort keys.
    pub aliases: &'static [&'static str],
    /// Whether the field is offered as a facet.
    pub facet: bool,
    /// One sentence: what it is, in which unit.
    pub doc: &'static str,
}

macro_rules! fields {
    ($( $name:ident: $id:literal, $label:literal, $kind:ident, $origin:expr, $width:literal, [$($alias:literal),*], $facet:literal, $doc:literal; )*) => {
        /// A fact or measure of an influencer. Its properties are in [`Field::spec`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Field { $( #[doc = $doc] $name, )* }

        const SPECS: &[Spec] = &[ $( Spec {
            id: $id, label: $label, kind: Kind::$kind, origin: $origin, width: $width,
            aliases: &[$($alias),*], facet: $facet, doc: $doc,
        }, )* ];

        impl Field {
            /// Every field, in the order in which exports list them.
            pub const ALL: &'static [Field] = &[ $( Field::$name, )* ];
        }
    };
}

use Formula as F;
use Origin::{Derived, File, List, Reading};

// name: id, label, kind, origin, width, [aliases], facet, doc
fields! {
    Handle: "handle", "Handle", Text, File, 18, ["username", "user"], false, "The name on the platform, without @.";
    Name: "name", "Name", Text, File, 20, [], false, "The name as people say it.";
    Platform: "platform", "Platform", Words, File, 10, ["network"], true, "The network the account is on.";
    Person: "person", "Person", Text, File, 20, [], false, "What ties the accounts of one human being together: the same text on each of them.";
    Url: "url", "Profile link", Text, File, 28, ["link", "profile"], false, "The address of the profile.";
    Followers: "followers", "Followers", Count, File, 9, ["subs", "subscribers", "audience"], false, "Followers or subscribers of the account.";
    Tier: "tier", "Tier", Word, Derived(F::Tier), 5, ["size"], true, "The size class that the followers fall in, by the tiers in use.";
    Niche: "niche", "Niche", Words, File, 18, ["category", "topic"], true, "What the influencer is about; several are possible.";
    NicheInFile: "niche_in_file", "Niche, file", Words, Reading, 18, [], false, "The niche in the words of the file, where the map of niches gave it another name.";
    Country: "country", "Country", Word, File, 15, ["location"], true, "The country of the influencer.";
    City: "city", "City", Word, File, 14, ["town"], false, "The city or state of the influencer.";
    Language: "language", "Language", Words, File, 10, ["lang"], true, "The language of the posts.";
    Gender: "gender", "Gender", Word, File, 8, ["sex"], true, "The gender as the file gives it.";
    Verified: "verified", "Verified", Word, File, 8, [], true, "Whether the platform verified the account: yes or no.";
    AccountType: "account_type", "Account", Word, File, 10, ["account"], true, "The kind of account: personal, creator, business.";
    AudienceCountry: "audience_country", "Audience in", Word, File, 15, [], true, "The country where most of the audience lives.";
    EngagementRate: "engagement_rate", "ER", Share, File, 6, ["er", "engagement", "eng"], false, "Engagement rate by followers, as the file gives it, else (likes + comments) / followers.";
    EngagementRateViews: "engagement_rate_views", "ER views", Share, File, 8, ["er_views"], false, "Engagement rate by views, as the file gives it: never multiplied by followers.";
    Engagements: "engagements", "Engag.", Count, Derived(F::Engagements), 7, ["engs"], false, "Engagements per post: likes + comments, else as the file gives them, else rate x followers.";
    AvgEngagements: "avg_engagements", "Engag. (file)", Count, File, 13, [], false, "Likes and comments per post as one figure of the file.";
    AvgLikes: "avg_likes", "Likes", Count, File, 8, ["likes"], false, "Likes per post.";
    AvgComments: "avg_comments", "Comments", Count, File, 8, ["comments"], false, "Comments per post.";
    AvgShares: "avg_shares", "Shares", Count, File, 8, ["shares"], false, "Shares per post.";
    AvgViews: "avg_views", "Views", Count, File, 8, ["views"], false, "Views per post or video.";
    Price: "price", "Price", Money, File, 7, ["cost", "fee"], false, "Price quoted for one post, in the currency of the row.";
    Format: "format", "Format", Word, File, 8, [], true, "What the price buys: post, story, reel, video or bundle.";
    PriceStory: "price_story", "Story price", Money, File, 11, ["story"], false, "Price quoted for one story.";
    PriceReel: "price_reel", "Reel price", Money, File, 10, ["reel"], false, "Price quoted for one reel or short video.";
    PriceVideo: "price_video", "Video price", Money, File, 11, ["video"], false, "Price quoted for one video.";
    PriceBundle: "price_bundle", "Bundle", Money, File, 9, ["bundle"], false, "Price quoted for a package of posts.";
    Currency: "currency", "Currency", Word, File, 8, [], true, "The currency of the row's prices, as an ISO 4217 code.";
    PriceBase: "price_base", "Conv. price", Money, Derived(F::PriceInBase), 11, ["converted"], false, "The price in the currency of costs, by the rates you gave.";
    Cpe: "cpe", "CPE", Money, Derived(F::CostPerEngagement), 7, [], false, "Cost per engagement: price / engagements per post; endless where nobody engaged.";
    Cpm: "cpm", "CPM", Money, Derived(F::CostPerMille), 8, [], false, "Cost per 1,000 views: 1000 x price / views.";
    CostPer1k: "cost_per_1k", "Per 1k", Money, Derived(F::CostPerThousandFollowers), 8, ["per1k"], false, "Cost per 1,000 followers: 1000 x price / followers.";
    FakeFollowerShare: "fake_follower_share", "Fake", Share, File, 6, ["fake"], false, "Share of followers that the file calls fake or suspicious.";
    SponsoredShare: "sponsored_share", "Sponsored", Share, File, 9, ["sponsored"], false, "Share of posts that are sponsored.";
    ReplyRate: "reply_rate", "Replies", Share, File, 8, ["replies"], false, "Share of comments that the influencer answers.";
    Growth30d: "growth_30d", "Growth", Share, File, 7, ["growth"], false, "Change of followers over 30 days, as a share.";
    PostsPerWeek: "posts_per_week", "Posts/wk", Number, File, 8, ["frequency"], false, "Posts per week.";
    LastPost: "last_post", "Last post", Date, File, 10, ["posted"], false, "The day of the last post.";
    Posts: "posts", "Posts", Count, File, 7, [], false, "Posts or videos published so far.";
    Following: "following", "Following", Count, File, 9, [], false, "Accounts that the influencer follows.";
    TotalLikes: "total_likes", "Likes, all", Count, File, 10, [], false, "Likes over all posts together; never an average.";
    TotalViews: "total_views", "Views, all", Count, File, 10, [], false, "Views over all posts together; never an average.";
    AudienceQuality: "audience_quality", "Quality", Share, File, 8, ["quality", "credibility"], false, "Share of the audience that the file calls real.";
    Email: "email", "Email", Text, File, 24, ["mail"], false, "Where to write to the influencer or the agent.";
    Bio: "bio", "Bio", Text, File, 36, ["about"], false, "The text of the profile.";
    Notes: "notes", "Notes", Text, File, 24, ["note"], false, "Notes in the file.";
    Status: "status", "Status", Word, List, 11, [], false, "How far talks have come.";
    AgreedPrice: "agreed_price", "Agreed", Money, List, 8, [], false, "The price that was agreed, in the currency of the row.";
    Due: "due", "Due", Date, List, 10, [], false, "The day on which something is to be done.";
    Reason: "reason", "Reason", Text, List, 20, [], false, "Why somebody was passed over.";
    Tags: "tags", "Tags", Words, List, 14, [], false, "Your own tags.";
    BackupFor: "backup_for", "Backup for", Text, List, 18, [], false, "For whom somebody stands in.";
    ListNotes: "list_notes", "Your notes", Text, List, 30, [], false, "What you noted, with its days.";
    SourceFile: "source_file", "File", Word, Reading, 18, ["file"], false, "The file that the row comes from.";
    SourceLine: "source_line", "Line", Count, Reading, 8, ["line"], false, "The line of the file where the row begins.";
}

impl Field {
    /// How many fields there are: the length of an array indexed by [`Field::index`].
    pub const COUNT: usize = Field::ALL.len();

    /// The row of the field table.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// Whether it is what the user noted of an entry of a shortlist.
    pub fn is_noted(self) -> bool {
        self.spec().origin == Origin::List
    }

    /// The name in filters, exports and JSON.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The name a person reads.
    pub fn label(self) -> &'static str {
        self.spec().label
    }

    /// The name in words that need no explanation, where there is room for them.
    pub fn full_label(self) -> &'static str {
        match self {
            Field::EngagementRate => "Engagement rate",
            Field::EngagementRateViews => "Engagement rate by views",
            Field::Engagements => "Engagements",
            Field::AvgEngagements => "Engagements per post",
            Field::AvgLikes => "Likes per post",
            Field::AvgComments => "Comments per post",
            Field::AvgShares => "Shares per post",
            Field::AvgViews => "Views per post",
            Field::Price => "Price per post",
            Field::PriceStory => "Price per story",
            Field::PriceReel => "Price per reel",
            Field::PriceVideo => "Price per video",
            Field::PriceBundle => "Price per package",
            Field::FakeFollowerShare => "Fake followers",
            Field::SponsoredShare => "Sponsored posts",
            Field::ReplyRate => "Comments answered",
            Field::Growth30d => "Growth in 30 days",
            Field::PostsPerWeek => "Posts per week",
            Field::CostPer1k => "Cost per 1,000 followers",
            Field::TotalLikes => "Likes in total",
            Field::TotalViews => "Views in total",
            Field::AudienceCountry => "Audience country",
            Field::AudienceQuality => "Audience quality",
            Field::AccountType => "Kind of account",
            field => field.label(),
        }
    }

    pub fn kind(self) -> Kind {
        self.spec().kind
    }

    /// Whether less of it is better for whoever pays: what an engagement costs, how many are fake.
    /// Prices are not among them: a dearer influencer is no worse one.
    pub fn is_better_low(self) -> bool {
        matches!(
            self,
            Field::Cpe | Field::Cpm | Field::CostPer1k | Field::FakeFollowerShare
        )
    }

    /// Position in arrays that have one slot per field.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The field with this id or alias, without regard to case.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| {
            let spec = field.spec();
            spec.id.eq_ignore_ascii_case(name)
                || spec
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(name))
        })
    }

    /// The fields that free text is searched in: handle, name, niche (also in the words of the file),
    /// bio, notes.
    pub const SEARCHED: &'static [Field] = &[
        Field::Handle,
        Field::Name,
        Field::Niche,
        Field::NicheInFile,
        Field::Bio,
        Field::Notes,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_fields_answer_to_the_same_name() {
        let mut names: Vec<&str> = Field::ALL
            .iter()
            .flat_map(|field| {
                std::iter::once(field.id()).chain(field.spec().aliases.iter().copied())
            })
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a field name is used twice");
    }

    #[test]
    fn ids_aliases_and_case_find_their_field() {
        for (name, field) in [
            ("er", Some(Field::EngagementRate)),
            ("Engagement_Rate", Some(Field::EngagementRate)),
            ("subs", Some(Field::Followers)),
            ("cost", Some(Field::Price)),
            ("pric", None),
        ] {
            assert_eq!(Field::named(name), field, "{name}");
        }
    }
}
