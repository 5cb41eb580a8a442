//! A page of HTML read as XML, so that a tag that is not closed is a failure.

use quick_xml::events::Event;

/// What stands in an element, with its tags gone and its letters as they were meant.
#[derive(Debug, Default)]
pub struct Read {
    /// The text of each element that is named, in order: `(name, text)`.
    pub texts: Vec<(String, String)>,
    /// All tags and their attributes.
    pub tags: Vec<(String, Vec<(String, String)>)>,
}

/// Reads a page; a tag that is not closed, or closes another, is a failure.
pub fn read(page: &str) -> Read {
    // HTML never closes this element, XML always does.
    let lines = page.lines().map(|line| match line.strip_prefix("<meta ") {
        Some(rest) => format!("<meta {}/>", rest.trim_end_matches('>')),
        None => line.to_owned(),
    });
    let page = lines.collect::<Vec<_>>().join("\n");
    let mut reader = quick_xml::Reader::from_str(&page);
    reader.config_mut().check_end_names = true;
    let mut found = Read::default();
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                open.push((tag.name().as_ref().to_owned(), String::new()));
                found
                    .tags
                    .push((tag.name().as_ref().to_owned(), attributes(&tag)));
            }
            Event::Empty(tag) => found
                .tags
                .push((tag.name().as_ref().to_owned(), attributes(&tag))),
            Event::End(_) => found.texts.extend(open.pop()),
            Event::Text(text) => {
                if let Some((_, own)) = open.last_mut() {
                    own.push_str(text.as_ref());
                }
            }
            Event::GeneralRef(letter) => {
                let letter = match letter.resolve_char_ref().unwrap() {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(letter.as_ref())
                        .unwrap()
                        .to_owned(),
                };
                open.last_mut().unwrap().1.push_str(&letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is never closed");
    found
}

/// Reads a page on which nothing runs or is loaded.
pub fn still(page: &str) -> Read {
    let read = read(page);
    for (name, attributes) in &read.tags {
        let loads = [
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "img",
            "image",
            "use",
            "base",
            "form",
            "foreignObject",
            "video",
            "audio",
        ];
        assert!(!loads.contains(&name.as_str()), "{name}");
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on"), "{attribute}={value}");
            assert!(!["src", "srcset", "style", "xlink:href"].contains(&attribute.as_str()));
        }
    }
    let lower = page.to_lowercase();
    for loads in ["<script", "url(", "@import"] {
        assert!(!lower.contains(loads), "{loads}");
    }
    read
}

fn attributes(tag: &quick_xml::events::BytesStart) -> Vec<(String, String)> {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (
            attribute.key.as_ref().to_owned(),
            attribute.value.to_string(),
        )
    });
    attributes.collect()
}

impl Read {
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let texts = self.texts.iter().filter(|(own, _)| own == name);
        texts.map(|(_, text)| text.trim()).collect()
    }

    /// Whether some element holds just this.
    pub fn says(&self, text: &str) -> bool {
        self.texts.iter().any(|(_, own)| own.trim() == text)
    }
}
