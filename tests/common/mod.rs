//! What tests of the screen share: a made-up roster, a program without threads, pictures of buffers.

pub mod picture;

pub mod snapshot;

use std::ops::ControlFlow;
use std::sync::Arc;

use tastemaker::analysis::compare;
use tastemaker::analysis::price_model;
use tastemaker::app::effect::{Effect, ExportColumns, ExportOrder, ExportRows, Inquiry, Opening};
use tastemaker::app::msg::Progress;
use tastemaker::app::panes::import::Lines;
use tastemaker::app::{Model, Msg, update};
use tastemaker::background::open::{self, Assumptions};
use tastemaker::background::{Columns, Files, Order, Rows, problems};
use tastemaker::config::Settings;
use tastemaker::export::Place;
use tastemaker::import::{Options, Source, report::Report};
use tastemaker::input::{Key, Keymap};
use tastemaker::query::Engine;
use tastemaker::roster::{Changes, Roster};

/// The program with questions answered at once.
pub struct Stage {
    pub model: Model,
    engine: Engine,
    pub load: u64,
    files: Option<Files>,
}

impl Stage {
    /// A window of this size before anything was opened.
    pub fn new(width: u16, height: u16) -> Self {
        let mut stage = Stage {
            model: Model::new(Settings::default(), Keymap::default()),
            engine: Engine::new(),
            load: 0,
            files: None,
        };
        stage.send(Msg::Resize { width, height });
        stage.send(Msg::Today("2026-11-24".into()));
        stage
    }

    /// A window in which this file was read.
    pub fn reading(width: u16, height: u16, csv: &str) -> Self {
        let mut stage = Stage::new(width, height);
        stage.begin("spring_roster.csv");
        let (roster, report) = read(csv);
        stage.files = Some(Files {
            sources: vec![source(csv)],
            options: Options::default(),
            report: Arc::new(report.clone()),
        });
        stage.loaded(roster, report, false, None);
        // What was said about loading has been read.
        stage.pass_time();
        stage
    }

    /// Begins to read a file.
    pub fn begin(&mut self, name: &str) {
        let opening = Opening::File(name.to_owned());
        for effect in self.model.open(vec![opening]) {
            if let Effect::Load { load, .. } = effect {
                self.load = load;
            }
        }
    }

    /// So many bytes of the file have been read, and this is what is known of it.
    pub fn loading(&mut self, roster: Roster, read: u64, of: u64) {
        let progress = Progress { read, of };
        let load = self.load;
        self.send(Msg::Loading {
            load,
            roster,
            progress,
        });
    }

    /// The file has been read, to its end or only in part, for the first time or again.
    pub fn loaded(
        &mut self,
        roster: Roster,
        report: Report,
        partial: bool,
        changes: Option<Changes>,
    ) {
        let load = self.load;
        self.send(Msg::Loaded {
            load,
            roster,
            report: Arc::new(report),
            partial,
            changes: changes.map(Arc::new),
        });
    }

    /// The file could not be opened.
    pub fn fail(&mut self, sentence: &str) {
        let load = self.load;
        self.send(Msg::LoadFailed {
            load,
            report: Arc::default(),
            sentence: sentence.to_owned(),
        });
    }

    /// Lets the time of the toast run out.
    pub fn pass_time(&mut self) {
        if let Some(number) = self.model.toast().map(|toast| toast.number) {
            self.send(Msg::Alarm(number));
        }
    }

    pub fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            match effect {
                Effect::Ask(inquiry) => self.answer(&inquiry),
                Effect::Load { load, .. } => self.load = load,
                Effect::ReadLines { load, file, lines } => {
                    let files = self.files.as_ref().expect("a file was read");
                    let read = problems::lines(files, file, &lines).expect("it has not changed");
                    let lines = Lines {
                        file,
                        headers: read.headers,
                        rows: read.rows,
                        problem: None,
                    };
                    self.send(Msg::Lines { load, lines });
                }
                Effect::Find { load, roster, keys } => {
                    let found = keys
                        .into_iter()
                        .filter_map(|key| roster.find(&key).map(|row| (key, row)))
                        .collect();
                    let rows = Arc::new(found);
                    self.send(Msg::Found { load, rows });
                }
                Effect::Preview { number, order, .. } => {
                    let preview = order.map(|order| self.order(*order).preview());
                    let place = Place::Free;
                    self.send(Msg::Preview {
                        number,
                        preview,
                        place,
                    });
                }
                _ => {}
            }
        }
    }

    /// What is to be written, as the background has it.
    fn order(&self, order: ExportOrder) -> Order {
        Order {
            rows: match order.what {
                ExportRows::Rows { roster, rows } => Rows::Roster { roster, rows },
                ExportRows::List { roster, list } => Rows::List { roster, list },
            },
            columns: match order.columns {
                ExportColumns::Fields(fields) => Columns::Fields(fields),
                ExportColumns::Preset(preset) => Columns::Preset(preset),
                ExportColumns::Original => {
                    let files = self.files.clone().expect("a file was read");
                    Columns::Original(Box::new(files))
                }
            },
            format: order.format,
            wording: order.wording,
            making: order.making,
        }
    }

    /// Keys by name, with blanks between.
    pub fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.send(Msg::Key(
                key.parse::<Key>().expect("tests name keys that exist"),
            ));
        }
    }

    /// Types a text, letter by letter.
    pub fn type_in(&mut self, text: &str) {
        for letter in text.chars() {
            self.send(Msg::Key(Key::char(letter)));
        }
    }

    fn answer(&mut self, inquiry: &Inquiry) {
        let roster = &inquiry.roster;
        let answer = self.engine.answer(roster, &inquiry.question, &|| false);
        let answer = Arc::new(answer.expect("nobody cancels"));
        let Inquiry {
            load, generation, ..
        } = *inquiry;
        self.send(Msg::Answered {
            load,
            generation,
            answer: Arc::clone(&answer),
            cursor: None,
        });
        if let Some(pairing) = inquiry.compare {
            let comparison = compare::compare(
                roster,
                &answer.matched,
                pairing,
                &price_model::findings(roster),
            );
            self.send(Msg::Compared {
                load,
                generation,
                comparison: Arc::new(comparison),
            });
        }
    }
}

fn source(csv: &str) -> Source {
    Source::Bytes {
        name: "spring_roster.csv".into(),
        bytes: csv.as_bytes().to_vec(),
    }
}

/// Reads a file as the loader does.
pub fn read(csv: &str) -> (Roster, Report) {
    let all = &mut |_: &Roster, _, _| ControlFlow::Continue(());
    open::open(
        &[source(csv)],
        &Options::default(),
        &Assumptions::default(),
        all,
    )
}

/// People who do not exist. Each unusual row is there for a reason: wide letters, an emoji family,
/// writing from right to left, a long handle, escape codes, unknown figures, a gift.
pub const ROSTER: &str = "\
Handle,Full name,Platform,Category,Country,Followers,Eng. Rate,Price (USD),Bio,Internal ID
@marmelada.fit,Marta Melada,Instagram,fitness; food,Portugal,48.2K,6.1%,$180,\"Park workouts, no gym.\",A-1
@liftwithlotte,Lotte Lift,TikTok,fitness,Germany,91000,5.4%,$320,Barbells and breakfast,A-2
@coach.tibor,Tibor Coach,Instagram,fitness; running,Hungary,22700,7.9%,$140,Vegan coach. 5k in 5 weeks,A-3
@深夜ランナー,深夜 走子,YouTube,running,Japan,64.1K,4.8%,$260,夜に走る,A-4
@kettlebellkaja,Kaja Bell,Instagram,fitness,United Kingdom,37500,5.2%,,Swings,A-5
@nano.nell,Nell Nano,TikTok,yoga,Kenya,820,11.2%,$15,Small and happy,A-6
@familie👨‍👩‍👧reist,Familie Reist,Instagram,travel,Germany,15900,8.8%,$130,On the road,A-7
@רצים_ביחד,רצים ביחד,Instagram,running,Israel,52600,4.4%,$230,רצים כל יום,A-8
@boxe.con.bea,Bea Boxe,TikTok,fitness,Mexico,71800,4.1%,$300,Jab,A-9
@a_handle_that_is_much_longer_than_any_column_ever,Long Long,YouTube,food,India,33000,5.9%,$205,,A-10
@squatlab,Squat Lab,YouTube,fitness; science,United States,395400,3.2%,\"$1,330\",Science of squats,A-11
@yogini.yuna,Yuna Yoga,Instagram,yoga,United Arab Emirates,127700,,$585,Breathe,A-12
@gigastar,Giga Star,Instagram,fitness,United States,4.1M,1.1%,\"$98,000\",Everywhere,A-13
@titanic.tess,Tess Titan,TikTok,food,United States,2.3M,1.9%,\"$62,400\",Big plates,A-14
@mega.mo,Mo Mega,YouTube,fitness,Kenya,1.2M,1.5%,\"$31,000\",Bigger,A-15
@colossus.cora,Cora Coloss,Instagram,fitness,Brazil,1.9M,1.3%,\"$41,500\",Strong,A-16
@gifted.gil,Gil Gifted,Instagram,fitness,France,18400,6.6%,$0,Paid in shoes,A-17
\u{1b}[31mred.rita,\u{202e}Rita Red,TikTok,yoga,Italy,27700,5.5%,$185,\"two\nlines\",A-18
@odd.otto,Otto Odd,TikTok,food,Austria,plenty,3.0%,$90,No count,A-19
@coach.tibor,Tibor Again,Instagram,running,Hungary,22800,7.7%,$140,Twice,A-20
";

/// The head of [`ROSTER`] with its first rows.
pub fn first_rows(rows: usize) -> String {
    let mut text: String = ROSTER.split_inclusive('\n').take(rows + 1).collect();
    text.push('\n');
    text
}
