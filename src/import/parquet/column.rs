//! One column of a Parquet file: its values as a person would type them, row by row.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};

use super::super::flatten::BETWEEN;
use super::schema::Leaf;

/// A column that is being read.
pub struct Column {
    reader: ColumnReader,
    about: ColumnDescPtr,
    list: Option<i16>,
}

/// The cells of some rows.
pub enum Cells {
    Plain(Vec<Option<String>>),
    Lists(Vec<Vec<Option<String>>>),
}

impl Cells {
    /// The cell of a row, which is taken out.
    pub fn cell(&mut self, row: usize) -> Option<String> {
        match self {
            Cells::Plain(cells) => cells.get_mut(row)?.take(),
            Cells::Lists(_) => None,
        }
    }

    /// The items of a row, which are taken out.
    pub fn items(&mut self, row: usize) -> Vec<Option<String>> {
        match self {
            Cells::Plain(_) => Vec::new(),
            Cells::Lists(lists) => lists.get_mut(row).map(std::mem::take).unwrap_or_default(),
        }
    }
}

impl Column {
    pub fn new(reader: ColumnReader, about: ColumnDescPtr, leaf: &Leaf) -> Self {
        Column {
            reader,
            about,
            list: leaf.list,
        }
    }

    /// Reads so many rows.
    pub fn read(&mut self, rows: usize) -> Result<Cells> {
        let column = (&*self.about, self.list);
        match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => cells(reader, rows, column, |_, truth| {
                Some(if truth { "yes" } else { "no" }.to_owned())
            }),
            ColumnReader::Int32ColumnReader(reader) => {
                cells(reader, rows, column, |about, number| {
                    whole(about, i64::from(number), i64::from(number as u32))
                })
            }
            ColumnReader::Int64ColumnReader(reader) => {
                cells(reader, rows, column, |about, number| {
                    if is_unsigned(about) {
                        return Some((number as u64).to_string());
                    }
                    whole(about, number, number)
                })
            }
            ColumnReader::Int96ColumnReader(reader) => cells(reader, rows, column, |_, moment| {
                moment_text(moment.to_millis().div_euclid(1_000))
            }),
            ColumnReader::FloatColumnReader(reader) => cells(reader, rows, column, |_, number| {
                number.is_finite().then(|| number.to_string())
            }),
            ColumnReader::DoubleColumnReader(reader) => cells(reader, rows, column, |_, number| {
                number.is_finite().then(|| number.to_string())
            }),
            ColumnReader::ByteArrayColumnReader(reader) => {
                cells(reader, rows, column, |about, bytes| {
                    Some(bytes_text(about, bytes.data()))
                })
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                cells(reader, rows, column, |about, bytes| {
                    Some(bytes_text(about, bytes.data()))
                })
            }
        }
    }
}

/// Reads rows of a column of one type.
fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    (about, list): (&ColumnDescriptor, Option<i16>),
    text: impl Fn(&ColumnDescriptor, T::T) -> Option<String>,
) -> Result<Cells> {
    let deepest = about.max_def_level();
    let (mut levels, mut repeats, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let (read, ..) =
        reader.read_records(rows, Some(&mut levels), Some(&mut repeats), &mut values)?;
    if read < rows {
        return Err(ParquetError::General(format!(
            "column {} ends before the others",
            about.path().string()
        )));
    }
    let mut values = values.into_iter();
    let mut next = |level: i16| {
        let value = (level >= deepest).then(|| values.next()).flatten();
        value.and_then(|value| text(about, value))
    };
    if deepest == 0 {
        levels.resize(rows, 0);
    }
    let Some(item) = list else {
        return Ok(Cells::Plain(levels.into_iter().map(next).collect()));
    };
    let mut lists: Vec<Vec<Option<String>>> = Vec::with_capacity(rows);
    for (level, repeat) in levels.into_iter().zip(repeats) {
        let value = next(level);
        if repeat == 0 {
            lists.push(Vec::new());
        }
        let Some(list) = lists.last_mut() else {
            continue;
        };
        match list.last_mut() {
            // A list within a list: the same item goes on.
            Some(last) if repeat > 1 => match (last.as_mut(), value) {
                (Some(last), Some(value)) => {
                    last.push(BETWEEN);
                    last.push_str(&value);
                }
                (None, value) => *last = value,
                (Some(_), None) => {}
            },
            _ if level >= item => list.push(value),
            _ => {}
        }
    }
    Ok(Cells::Lists(lists))
}

/// Whether numbers of a column are without a sign.
fn is_unsigned(about: &ColumnDescriptor) -> bool {
    matches!(
        about.converted_type(),
        ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64
    )
}

/// A whole number, which may stand for a day, a moment or an amount.
fn whole(about: &ColumnDescriptor, number: i64, unsigned: i64) -> Option<String> {
    let unit = match about.logical_type_ref() {
        Some(LogicalType::Timestamp(moment)) => Some(match moment.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        }),
        _ => None,
    };
    match (about.converted_type(), unit) {
        (_, Some(unit)) => moment_text(number.div_euclid(unit)),
        (ConvertedType::TIMESTAMP_MILLIS, _) => moment_text(number.div_euclid(1_000)),
        (ConvertedType::TIMESTAMP_MICROS, _) => moment_text(number.div_euclid(1_000_000)),
        (ConvertedType::DATE, _) => moment_text(number.checked_mul(86_400)?),
        (ConvertedType::DECIMAL, _) => Some(decimal(number.into(), about.type_scale())),
        _ if is_unsigned(about) => Some(unsigned.to_string()),
        _ => Some(number.to_string()),
    }
}

/// A moment as `2026-10-31T18:30:00`, a midnight as its day alone.
fn moment_text(seconds: i64) -> Option<String> {
    let text = jiff::Timestamp::from_second(seconds).ok()?.to_string();
    let text = text.strip_suffix('Z').unwrap_or(&text);
    Some(text.strip_suffix("T00:00:00").unwrap_or(text).to_owned())
}

/// A number with so many digits behind the point.
fn decimal(number: i128, scale: i32) -> String {
    let Ok(scale @ 1..) = usize::try_from(scale) else {
        return number.to_string();
    };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
    let (front, back) = digits.split_at(digits.len() - scale);
    let back = back.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    if back.is_empty() {
        format!("{sign}{front}")
    } else {
        format!("{sign}{front}.{back}")
    }
}

fn bytes_text(about: &ColumnDescriptor, bytes: &[u8]) -> String {
    if about.converted_type() == ConvertedType::DECIMAL && bytes.len() <= 16 {
        let start = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) {
            -1
        } else {
            0
        };
        let number = bytes
            .iter()
            .fold(start, |number: i128, byte| number << 8 | i128::from(*byte));
        return decimal(number, about.type_scale());
    }
    match about.logical_type_ref() {
        Some(LogicalType::Uuid) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Some(LogicalType::Float16) if bytes.len() == 2 => {
            half(u16::from_le_bytes([bytes[0], bytes[1]]))
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A number of two bytes.
fn half(bits: u16) -> String {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (power, rest) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    match power {
        0 => (sign * rest * 2_f64.powi(-24)).to_string(),
        31 => String::new(),
        power => (sign * (1.0 + rest / 1024.0) * 2_f64.powi(power - 15)).to_string(),
    }
}
