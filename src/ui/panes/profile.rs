//! The influencer under the cursor: a pane where there is room, else two lines.

mod pen;

use ratatui::layout::Rect;

use self::pen::Pen;
use super::table::tier_role;
use crate::analysis::cost::{self, Flag};
use crate::app::Model;
use crate::app::layout::Layout;
use crate::roster::fold::fold;
use crate::roster::{Field, Formula, Influencer, Kind, Origin, Roster, Slot, display};
use crate::ui::canvas::Canvas;
use crate::ui::cell;
use crate::ui::look::Role;
use crate::ui::widgets::frame::frame;

/// The figures of the pane, in groups.
const FIGURES: &[&[Field]] = &[
    &[
        Field::EngagementRate,
        Field::Engagements,
        Field::AvgViews,
        Field::Growth30d,
    ],
    &[
        Field::Price,
        Field::Format,
        Field::Cpe,
        Field::Cpm,
        Field::CostPer1k,
    ],
    &[
        Field::PriceStory,
        Field::PriceReel,
        Field::PriceVideo,
        Field::PriceBundle,
    ],
    &[
        Field::AudienceQuality,
        Field::FakeFollowerShare,
        Field::SponsoredShare,
        Field::ReplyRate,
        Field::PostsPerWeek,
        Field::LastPost,
        Field::AudienceCountry,
    ],
];

/// Fields without which an influencer cannot be judged; named where the row lacks them.
const WANTED: &[Field] = &[
    Field::Followers,
    Field::EngagementRate,
    Field::Price,
    Field::Niche,
    Field::Country,
    Field::Email,
];

/// Draws the pane or the two lines, whichever the layout has.
pub fn draw(canvas: &mut Canvas, model: &Model, layout: &Layout) {
    let (Some(roster), Some(influencer)) = (model.data().roster(), model.current()) else {
        if layout.profile.width > 0 {
            frame(canvas, layout.profile, "Profile", "", false);
        }
        return;
    };
    if layout.profile.width > 0 {
        frame(canvas, layout.profile, "Profile", "", false);
        within(
            canvas,
            model,
            roster,
            &influencer,
            Layout::inner(layout.profile),
        );
    }
    if layout.strip.height > 0 {
        strip(canvas, model, roster, &influencer, layout.strip);
    }
}

/// Narrower than this, all stands in one column.
const TWO_COLUMNS: u16 = 60;

/// The same with the words beside the figures where there is room, so that both are seen at once.
pub fn side_by_side(
    canvas: &mut Canvas,
    model: &Model,
    roster: &Roster,
    influencer: &Influencer,
    inner: Rect,
) {
    if inner.width < TWO_COLUMNS {
        return within(canvas, model, roster, influencer, inner);
    }
    let width = inner.width / 2;
    let (left, right) = (
        Rect { width, ..inner },
        Rect {
            x: inner.x + width,
            width: inner.width - width,
            ..inner
        },
    );
    facts(canvas, roster, influencer, left);
    words(canvas, model, roster, influencer, right);
}

/// Draws all that is known of somebody, as far as the area goes.
fn within(
    canvas: &mut Canvas,
    model: &Model,
    roster: &Roster,
    influencer: &Influencer,
    inner: Rect,
) {
    let y = facts(canvas, roster, influencer, inner) + 1;
    let rest = Rect {
        y,
        height: inner.bottom().saturating_sub(y),
        ..inner
    };
    words(canvas, model, roster, influencer, rest);
}

/// Who it is, the figures and what they rest on. Returns the line below.
fn facts(canvas: &mut Canvas, roster: &Roster, influencer: &Influencer, inner: Rect) -> u16 {
    let mut pen = Pen::within(inner);
    title(canvas, influencer, pen.area.x, pen.y, pen.area.right());
    pen.y += 1;
    let text = |field: Field| cell::text(roster, influencer, field);
    let dot = canvas.glyphs().dot;
    let join = |fields: &[Field]| {
        let texts: Vec<_> = fields
            .iter()
            .map(|field| text(*field))
            .filter(|text| !text.is_empty())
            .collect();
        texts.join(dot)
    };
    let called: &[Field] = match influencer.text(Field::Handle) {
        // The title says the name already.
        "" => &[Field::Platform],
        _ => &[Field::Name, Field::Platform],
    };
    pen.line(canvas, &join(called), Role::Text);
    pen.line(
        canvas,
        &join(&[Field::City, Field::Country, Field::Language]),
        Role::Text,
    );
    let tier = text(Field::Tier);
    let followers = text(Field::Followers);
    if !followers.is_empty() {
        let line = format!("{tier}{dot}{followers} followers");
        pen.line(canvas, &line, tier_role(roster, &tier));
    }
    for group in FIGURES {
        let mut begun = false;
        for field in *group {
            let value = text(*field);
            if value.is_empty() {
                continue;
            }
            if !begun {
                pen.y += 1;
                begun = true;
            }
            let about = match field {
                Field::Price => about_price(roster, influencer),
                _ => String::new(),
            };
            pen.row(canvas, field.label(), &format!("{value}{about}"));
        }
    }
    pen.y += 1;
    for (field, formula) in [
        (Field::Engagements, Formula::Engagements),
        (Field::Cpe, Formula::CostPerEngagement),
    ] {
        let how = cost::explain(roster, influencer, formula);
        pen.sentence(canvas, &format!("{}: {how}", field.label()), Role::Dim);
    }
    let real = cost::real_costs(influencer);
    if let Some(sentence) = real.and_then(|real| real.sentence(roster.base_currency())) {
        pen.sentence(canvas, &sentence, Role::Dim);
    }
    for flag in cost::flags(influencer) {
        // Said by the line above already.
        if flag != Flag::FromRate {
            pen.sentence(canvas, flag.sentence(), Role::Warning);
        }
    }
    pen.y
}

/// What is said in words, and what nobody understood.
fn words(
    canvas: &mut Canvas,
    model: &Model,
    roster: &Roster,
    influencer: &Influencer,
    inner: Rect,
) {
    let mut pen = Pen::within(inner);
    let text = |field: Field| cell::text(roster, influencer, field);
    pen.wrapped(
        canvas,
        "Niche",
        &niche(&text(Field::Niche), &text(Field::NicheInFile)),
    );
    pen.wrapped(canvas, "Bio", influencer.text(Field::Bio));
    pen.wrapped(canvas, "Notes", influencer.text(Field::Notes));
    pen.wrapped(canvas, "Email", influencer.text(Field::Email));
    pen.wrapped(canvas, "Link", influencer.text(Field::Url));
    pen.wrapped(canvas, "Person", other_name(influencer));
    pen.wrapped(canvas, "Lists", &listed(model, influencer));
    pen.wrapped(canvas, "Missing", &missing(influencer).join(", "));
    pen.wrapped(canvas, "From", &sources(roster, influencer));
    // What nobody understood is shown as it stands in the file.
    pen.y += 1;
    for (at, header) in roster.extra_headers().iter().enumerate() {
        let cell = influencer.extra(at);
        if !cell.is_empty() {
            pen.kept(canvas, header, cell);
        }
    }
}

/// The niche, with the words of the file where these are others.
fn niche(niche: &str, in_file: &str) -> String {
    if in_file.is_empty() || fold(in_file) == fold(niche) {
        niche.to_owned()
    } else {
        format!("{niche} (in the file: {in_file})")
    }
}

/// That the price is the file's own, and what one in another currency comes to in that of costs.
fn about_price(roster: &Roster, influencer: &Influencer) -> String {
    let base = roster.base_currency();
    match influencer.worth() {
        Some(1.0) => " quoted".to_owned(),
        Some(_) => {
            let amount = influencer.amount(Field::Price).unwrap_or_default();
            format!(" = {} quoted", display::money(amount, base))
        }
        None => format!(" quoted (no rate to {base})"),
    }
}

/// The files and lines that the row comes from, and what came from which.
fn sources(roster: &Roster, influencer: &Influencer) -> String {
    let first = format!(
        "{}, line {}",
        influencer.word(Field::SourceFile),
        influencer.number(Field::SourceLine).unwrap_or(0.0)
    );
    let further = influencer.further_files().map(|(file, line, slots)| {
        let names: Vec<String> = slots
            .iter()
            .map(|slot| match slot {
                Slot::Field(field) => field.label().to_lowercase(),
                Slot::Extra(extra) => roster.extra_headers()[*extra as usize].clone(),
            })
            .collect();
        match names.as_slice() {
            [] => format!("; also in {file}, line {line}"),
            names => format!("; {} from {file}, line {line}", names.join(", ")),
        }
    });
    std::iter::once(first).chain(further).collect()
}

/// What ties the influencer to other accounts of the same human being; empty where it is just this
/// account.
fn other_name<'a>(influencer: &Influencer<'a>) -> &'a str {
    let person = influencer.text(Field::Person);
    let own = person
        .strip_prefix(influencer.text(Field::Handle))
        .and_then(|rest| rest.strip_prefix('@'))
        .is_some_and(|platform| platform == influencer.word(Field::Platform));
    if own || person == influencer.title() || person == influencer.text(Field::Name) {
        ""
    } else {
        person
    }
}

/// `@handle`, or the name of an influencer without one. Returns the column behind.
fn title(canvas: &mut Canvas, influencer: &Influencer, x: u16, y: u16, end: u16) -> u16 {
    let x = match influencer.text(Field::Handle) {
        "" => x,
        _ => canvas.put(x, y, end, "@", Role::Title),
    };
    canvas.put(x, y, end, influencer.title(), Role::Title)
}

fn strip(canvas: &mut Canvas, model: &Model, roster: &Roster, influencer: &Influencer, area: Rect) {
    let (x, y, end) = (area.x + 1, area.y, area.right());
    let x = title(canvas, influencer, x, y, end);
    let mut line = String::new();
    let columns = model.layout();
    let shown = crate::app::layout::columns(
        Layout::inner(columns.table).width,
        model.table().columns(),
        model.table().first_column(),
    );
    // What the table shows already is not said again.
    let told = |field: Field| {
        let named = field == Field::Name && influencer.text(Field::Handle).is_empty();
        named || shown.iter().any(|column| column.field == field)
    };
    for field in [
        Field::Name,
        Field::Platform,
        Field::City,
        Field::Country,
        Field::Niche,
        Field::EngagementRate,
        Field::Price,
        Field::Cpe,
        Field::Engagements,
    ] {
        let text = cell::text(roster, influencer, field);
        if text.is_empty() || told(field) {
            continue;
        }
        line.push_str("  ");
        if is_figure(field) {
            line.push_str(field.label());
            line.push(' ');
        }
        line.push_str(&text);
    }
    canvas.put(x, y, end, &line, Role::Text);
    let mut below = influencer.text(Field::Bio).to_owned();
    let lists = listed(model, influencer);
    if !lists.is_empty() {
        below = format!("Lists: {lists}  {below}");
    }
    let missing = missing(influencer);
    if !missing.is_empty() {
        below.push_str(&format!("  Missing: {}", missing.join(", ")));
    }
    canvas.put(area.x + 1, y + 1, end, below.trim_start(), Role::Dim);
}

fn is_figure(field: Field) -> bool {
    matches!(field.kind(), Kind::Count | Kind::Share | Kind::Money)
        || matches!(field.spec().origin, Origin::Derived(_))
}

/// The names of the shortlists that have the influencer.
fn listed(model: &Model, influencer: &Influencer) -> String {
    let key = influencer.key();
    let lists: Vec<&str> = model.lists().book().lists_with(&key).collect();
    lists.join(", ")
}

fn missing(influencer: &Influencer) -> Vec<String> {
    WANTED
        .iter()
        .filter(|field| influencer.value(**field) == crate::roster::Value::Unknown)
        .map(|field| match field {
            Field::EngagementRate => "engagement".to_owned(),
            field => field.label().to_lowercase(),
        })
        .collect()
}
