//! A table that is kept by its columns.

use bytes::Bytes;
use csv::StringRecord;
use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, Timestamp};
use parquet::basic::{Compression, ConvertedType, LogicalType, TimeUnit, Type};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::ColumnDescriptor;

use super::container::too_large_to_hold;
use super::unpack::{HELD_BYTES, is_too_much};
use super::{Next, moment, not_a_table};
use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;
use crate::incident::values::short;

/// The rows, read up to one of them.
pub(super) struct Parquet {
    rows: RowIter<'static>,
    columns: Vec<Column>,
    /// The row in hand, counted as if it were a line below a header.
    line: u64,
}

/// What a column's numbers mean.
struct Column {
    name: String,
    /// Whether its moments are in UTC; otherwise they are in the time zone that the log is in.
    utc: bool,
    /// Whether its numbers are nanoseconds, which the reader knows no other way.
    nanoseconds: bool,
}

impl Parquet {
    /// Reads the list of the columns.
    pub fn open(bytes: Vec<u8>) -> Result<(Vec<String>, Self), LogFault> {
        let packed = bytes.len() as u64;
        let reader = SerializedFileReader::new(Bytes::from(bytes)).map_err(|error| damaged(&error))?;
        let metadata = reader.metadata();
        let sizes = metadata
            .row_groups()
            .iter()
            .map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX));
        let unpacked = sizes.fold(0_u64, u64::saturating_add);
        if unpacked > HELD_BYTES || is_too_much(packed, unpacked) {
            return Err(too_large_to_hold());
        }
        let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
        if let Some(unread) =
            chunks.map(|chunk| chunk.compression()).find(|&compression| !is_unpacked(compression))
        {
            let why = format!(
                "it is a Parquet file compressed with {unread}; save it with Snappy, gzip, LZ4 or uncompressed"
            );
            return Err(LogFault::NotReadHere(why));
        }
        let schema = metadata.file_metadata().schema_descr();
        let columns: Vec<Column> =
            schema.columns().iter().map(|column| Column::of(column)).collect::<Result<_, _>>()?;
        let header = columns.iter().map(|column| column.name.clone()).collect();
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok((header, Self { rows, columns, line: 1 }))
    }

    /// Goes on to the next row.
    pub fn advance(&mut self, into: &mut StringRecord) -> Result<Next, LogFault> {
        let line = self.line + 1;
        self.line = line;
        let row = match self.rows.next() {
            None => return Ok(Next::End),
            Some(Ok(row)) => row,
            Some(Err(error)) => {
                let reason = format!("the file is damaged here ({error}); nothing below this line was read");
                return Ok(Next::CutOff(RowFault { line, reason }));
            }
        };
        into.clear();
        for (column, (_, field)) in self.columns.iter().zip(row.into_columns()) {
            match column.text_of(&field) {
                Some(text) => into.push_field(&text),
                None => {
                    let reason =
                        format!("`{}` has a value that is no text, number or date", short(&column.name));
                    return Ok(Next::Fault(RowFault { line, reason }));
                }
            }
        }
        Ok(Next::Row(line))
    }
}

fn is_unpacked(compression: Compression) -> bool {
    matches!(
        compression,
        Compression::UNCOMPRESSED
            | Compression::SNAPPY
            | Compression::GZIP(_)
            | Compression::LZ4
            | Compression::LZ4_RAW
    )
}

impl Column {
    /// Only what holds one value in each row, of a type that has words.
    fn of(column: &ColumnDescriptor) -> Result<Self, LogFault> {
        let name = column.path().string();
        let refuse = |what: &str| not_a_table(format!("its column `{}` {what}", short(&name)));
        if column.path().parts().len() != 1 || column.max_rep_level() > 0 {
            return Err(refuse("has values within it, and a field has one"));
        }
        let converted = column.converted_type();
        let has_words = match column.physical_type() {
            Type::BOOLEAN | Type::INT96 | Type::FLOAT | Type::DOUBLE => true,
            Type::INT32 => matches!(
                converted,
                ConvertedType::NONE
                    | ConvertedType::INT_8
                    | ConvertedType::INT_16
                    | ConvertedType::INT_32
                    | ConvertedType::UINT_8
                    | ConvertedType::UINT_16
                    | ConvertedType::UINT_32
                    | ConvertedType::DATE
                    | ConvertedType::DECIMAL
            ),
            Type::INT64 => matches!(
                converted,
                ConvertedType::NONE
                    | ConvertedType::INT_64
                    | ConvertedType::UINT_64
                    | ConvertedType::TIMESTAMP_MILLIS
                    | ConvertedType::TIMESTAMP_MICROS
                    | ConvertedType::DECIMAL
            ),
            Type::BYTE_ARRAY => matches!(
                converted,
                ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON
            ),
            Type::FIXED_LEN_BYTE_ARRAY => false,
        };
        if !has_words {
            return Err(refuse("is of a type that is not read; save it as text"));
        }
        let (utc, nanoseconds) = match column.logical_type_ref() {
            Some(LogicalType::Timestamp(stamp)) => {
                (stamp.is_adjusted_to_u_t_c, matches!(stamp.unit, TimeUnit::NANOS))
            }
            _ => (false, false),
        };
        Ok(Self { name: fold_column(&name), utc, nanoseconds })
    }

    fn text_of(&self, field: &Field) -> Option<String> {
        Some(match field {
            Field::Null => String::new(),
            Field::Bool(holds) => holds.to_string(),
            Field::Long(nanoseconds) if self.nanoseconds => {
                return self.moment(SignedDuration::from_nanos(*nanoseconds));
            }
            Field::TimestampMillis(milliseconds) => {
                return self.moment(SignedDuration::from_millis(*milliseconds));
            }
            Field::TimestampMicros(microseconds) => {
                return self.moment(SignedDuration::from_micros(*microseconds));
            }
            Field::Date(days) => {
                let days = SignedDuration::from_hours(i64::from(*days).checked_mul(24)?);
                date(1970, 1, 1).at(0, 0, 0, 0).checked_add(days).ok()?.date().to_string()
            }
            Field::Float(value) => value.to_string(),
            Field::Double(value) => moment::number(*value),
            Field::Str(text) => text.clone(),
            Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok()?.to_owned(),
            Field::Byte(_) | Field::Short(_) | Field::Int(_) | Field::Long(_) => field.to_string(),
            Field::UByte(_) | Field::UShort(_) | Field::UInt(_) | Field::ULong(_) => field.to_string(),
            Field::Decimal(_) => field.to_string(),
            _ => return None,
        })
    }

    /// A moment, counted from the begin of 1970.
    fn moment(&self, since: SignedDuration) -> Option<String> {
        let stamp = Timestamp::from_duration(since).ok()?;
        if self.utc {
            return Some(stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        }
        let local: DateTime = stamp.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        Some(moment::words(local))
    }
}

fn damaged(error: &ParquetError) -> LogFault {
    not_a_table(format!("it is a Parquet file, and damaged ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::table::Table;
    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// A file with two rows, the second without a number of dead.
    fn file(schema: &str, compression: Compression) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let names: Vec<ByteArray> = ["a", "حلب"].map(ByteArray::from).to_vec();
        column.typed::<ByteArrayType>().write_batch(&names, None, None).unwrap();
        column.close().unwrap();
        for moments in [[1_462_320_000_000, 1_462_358_100_000], [1_462_320_000_000, 1_462_358_107_000]] {
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(&moments, None, None).unwrap();
            column.close().unwrap();
        }
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&[16_925, 0], None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&[12.0], Some(&[1, 0]), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.into_inner().unwrap()
    }

    const SCHEMA: &str = "message log { required binary ID (UTF8); required int64 time (TIMESTAMP(MILLIS,false)); \
        required int64 seen (TIMESTAMP(MILLIS,true)); required int32 day (DATE); optional double killed; }";

    fn told(bytes: &[u8]) -> Result<Vec<Vec<String>>, LogFault> {
        let mut table = Table::open(bytes, None)?;
        let mut told = vec![table.header.clone()];
        loop {
            match table.advance()? {
                Next::Row(_) => told.push(table.row().iter().map(str::to_owned).collect()),
                Next::Fault(fault) | Next::CutOff(fault) => told.push(vec![fault.reason]),
                Next::End => return Ok(told),
            }
        }
    }

    #[test]
    fn rows_have_their_values_as_a_log_writes_them() {
        for compression in
            [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::GZIP(Default::default())]
        {
            assert_eq!(
                told(&file(SCHEMA, compression)).unwrap(),
                [
                    ["id", "time", "seen", "day", "killed"],
                    ["a", "2016-05-04", "2016-05-04T00:00:00Z", "2016-05-04", "12"],
                    ["حلب", "2016-05-04T10:35", "2016-05-04T10:35:07Z", "1970-01-01", ""],
                ]
            );
        }
    }

    #[test]
    fn a_column_with_values_within_it_is_refused() {
        let schema = "message log { required group place { required double lat; } }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let writer =
            SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::new())).unwrap();
        let fault = told(&writer.into_inner().unwrap()).unwrap_err().to_string();
        assert_eq!(
            fault,
            "the log is no table: its column `place.lat` has values within it, and a field has one"
        );
    }

    proptest! {
        #[test]
        fn a_file_that_is_cut_off_says_so_in_words(at in 0.0..1.0_f64) {
            let bytes = file(SCHEMA, Compression::SNAPPY);
            let cut = (bytes.len() as f64 * at) as usize;
            // By its first four bytes a file is known to be Parquet; with fewer it is any other short text.
        prop_assert!(cut < 4 || told(&bytes[..cut]).is_err());
        }
    }
}
