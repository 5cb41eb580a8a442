//! Archives around one file: gzip and zstd, unpacked as they are read.

use std::io::{BufReader, Read};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// The name in sentences.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }
}

/// Tells the packing by the first bytes.
pub fn packing(head: &[u8]) -> Option<Packing> {
    // A zstd file may begin with a skippable frame, whose mark leaves half a byte open.
    let skippable = head.len() > 4 && head[0] & 0xf0 == 0x50 && head[1..4] == *b"\x2a\x4d\x18";
    match head {
        [0x1f, 0x8b, ..] => Some(Packing::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstd),
        _ if skippable => Some(Packing::Zstd),
        _ => None,
    }
}

/// The longest window that a zstd archive may ask for, as a power of two: what `zstd --long` makes.
const LONGEST_WINDOW: u32 = 27;

/// Unpacks what `packed` reads.
pub fn unpack<'a>(packed: Box<dyn Read + 'a>, packing: Packing) -> Box<dyn Read + 'a> {
    match packing {
        // Archives may be joined one behind the other.
        Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
        Packing::Zstd => {
            let decoder = zstd::stream::read::Decoder::new(packed).and_then(|mut decoder| {
                decoder.window_log_max(LONGEST_WINDOW)?;
                Ok(decoder)
            });
            match decoder {
                Ok(decoder) => Box::new(decoder),
                // Only where memory is at its end: said by the first read.
                Err(error) => Box::new(BufReader::new(Failing(Some(error)))),
            }
        }
    }
}

/// A reader that fails.
struct Failing(Option<std::io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
