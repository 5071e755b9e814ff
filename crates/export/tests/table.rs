//! Tables written and read back with other readers; text that could become a formula never does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use amana_export::table::{Column, ColumnKind, Format, TableError, TableWriter, Value, guard};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;

type Row = (Option<String>, Option<i64>, Option<f64>, Option<bool>);

fn columns() -> Vec<Column> {
    vec![
        Column::new("path", ColumnKind::Text),
        Column::new("bytes", ColumnKind::Integer),
        Column::new("quality", ColumnKind::Real),
        Column::new("whole", ColumnKind::Bool),
    ]
}

fn write(format: Format, rows: &[Row]) -> Vec<u8> {
    let mut table = TableWriter::new(format, columns(), Vec::new()).unwrap();
    for (text, integer, real, truth) in rows {
        let row = [
            text.as_deref().map(|text| Value::Text(text.into())),
            integer.map(Value::Integer),
            real.map(Value::Real),
            truth.map(Value::Bool),
        ];
        table.write_row(&row).unwrap();
    }
    assert_eq!(table.rows(), rows.len() as u64);
    table.finish().unwrap()
}

fn sample() -> Vec<Row> {
    let text = |text: &str| Some(text.to_owned());
    vec![
        (text("12-04-19 شرطة/IMG_0001.JPG"), Some(2_481_022), Some(0.5), Some(true)),
        (text("=cmd|' /C calc'!A0"), Some(-7), Some(-1e-9), Some(false)),
        (text("a, \"b\"\nc;d "), Some(i64::MIN), Some(f64::MAX), None),
        (text(""), None, Some(f64::NAN), None),
        (None, Some(i64::MAX), Some(f64::NEG_INFINITY), Some(true)),
        (text("'quoted"), Some(0), Some(-0.0), None),
        (text("-1+1"), None, None, None),
    ]
}

#[test]
fn csv_is_as_it_was() {
    let golden = include_str!("golden/table.csv");
    assert_eq!(String::from_utf8(write(Format::Csv, &sample())).unwrap(), golden);
    assert_eq!(write(Format::Csv, &[]), b"path,bytes,quality,whole\n");
}

#[test]
fn json_is_as_it_was() {
    let golden = include_str!("golden/table.json");
    assert_eq!(String::from_utf8(write(Format::Json, &sample())).unwrap(), golden);
    assert_eq!(write(Format::Json, &[]), b"[]\n");
}

#[test]
fn tables_that_make_no_sense_are_refused() {
    let new = |columns| TableWriter::new(Format::Csv, columns, Vec::new());
    assert!(matches!(new(vec![]), Err(TableError::Columns)));
    let twice = vec![Column::new("a", ColumnKind::Bool), Column::new("a", ColumnKind::Text)];
    assert!(matches!(new(twice), Err(TableError::Columns)));
    let mut table = new(columns()).unwrap();
    assert!(matches!(table.write_row(&[None]), Err(TableError::Row { row: 0 })));
    let other = [Some(Value::Integer(1)), None, None, None];
    assert!(matches!(table.write_row(&other), Err(TableError::Row { row: 0 })));
    assert_eq!(table.finish().unwrap(), b"path,bytes,quality,whole\n", "a refused row leaves no trace");
    assert!("xlsx".parse::<Format>().is_err());
    assert_eq!("parquet".parse::<Format>(), Ok(Format::Parquet));
}

#[test]
fn an_output_that_fails_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::Csv, Format::Json] {
        assert!(matches!(TableWriter::new(format, columns(), Full), Err(TableError::Output(_))));
    }
    let written = TableWriter::new(Format::Parquet, columns(), Full).and_then(TableWriter::finish);
    assert!(matches!(written, Err(TableError::Parquet(_))));
}

/// Reads a Parquet file back with the crate's own row reader.
fn read_parquet(bytes: &[u8]) -> (Vec<Row>, usize) {
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let mut found: Row = (None, None, None, None);
        for (name, field) in row.get_column_iter() {
            match (name.as_str(), field) {
                (_, Field::Null) => {}
                ("path", Field::Str(text)) => found.0 = Some(text.clone()),
                ("bytes", Field::Long(number)) => found.1 = Some(*number),
                ("quality", Field::Double(number)) => found.2 = Some(*number),
                ("whole", Field::Bool(truth)) => found.3 = Some(*truth),
                other => panic!("unexpected {other:?}"),
            }
        }
        found
    });
    (rows.collect(), reader.num_row_groups())
}

/// What a table gives back: numbers that are not finite are missing.
fn written(rows: &[Row]) -> Vec<Row> {
    rows.iter().cloned().map(|(a, b, c, d)| (a, b, c.filter(|c| c.is_finite()), d)).collect()
}

fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().from_reader(bytes);
    reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn parquet_is_read_back_in_bounded_row_groups() {
    assert_eq!(read_parquet(&write(Format::Parquet, &[])), (vec![], 0));
    let rows: Vec<Row> = sample().into_iter().cycle().take(150_000).collect();
    let (read, groups) = read_parquet(&write(Format::Parquet, &rows));
    assert!(read == written(&rows));
    assert_eq!(groups, 3);
    let long: Vec<Row> = (0..5).map(|_| (Some("x".repeat(10 << 20)), None, None, None)).collect();
    assert_eq!(read_parquet(&write(Format::Parquet, &long)).1, 3);
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let text = proptest::string::string_regex("[=+@\\-\t\r\n'＝＋－＠,\";\\PC]{0,12}").unwrap();
    let row = (
        proptest::option::of(text),
        proptest::option::of(any::<i64>()),
        proptest::option::of(any::<f64>()),
        proptest::option::of(any::<bool>()),
    );
    proptest::collection::vec(row, 0..20)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn csv_gives_back_what_it_got_and_no_text_is_a_formula(rows in rows()) {
        let read = read_csv(&write(Format::Csv, &rows));
        prop_assert_eq!(read.len(), rows.len());
        for (cells, row) in read.iter().zip(written(&rows)) {
            let text = row.0.unwrap_or_default();
            prop_assert!(!cells[0].starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
            prop_assert_eq!(cells[0].strip_prefix('\'').unwrap_or(&cells[0]), &text);
            prop_assert_eq!(&cells[1], &row.1.map(|number| number.to_string()).unwrap_or_default());
            prop_assert_eq!(cells[2].parse::<f64>().ok(), row.2);
            prop_assert_eq!(cells[3].parse::<bool>().ok(), row.3);
        }
    }

    #[test]
    fn json_gives_back_what_it_got(rows in rows()) {
        let read: Vec<serde_json::Value> = serde_json::from_slice(&write(Format::Json, &rows)).unwrap();
        prop_assert_eq!(read.len(), rows.len());
        for (object, row) in read.iter().zip(written(&rows)) {
            prop_assert_eq!(object.as_object().unwrap().len(), 4);
            prop_assert_eq!(object["path"].as_str(), row.0.as_deref());
            prop_assert_eq!(object["bytes"].as_i64(), row.1);
            let close = match (object["quality"].as_f64(), row.2) {
                // The reader, not the writer, may miss the last bits.
                (Some(read), Some(given)) => (read - given).abs() <= given.abs() * 1e-14 + 1e-300,
                (read, given) => read == given,
            };
            prop_assert!(close);
            prop_assert_eq!(object["whole"].as_bool(), row.3);
        }
    }

    #[test]
    fn parquet_gives_back_what_it_got(rows in rows()) {
        prop_assert_eq!(read_parquet(&write(Format::Parquet, &rows)).0, written(&rows));
    }

    #[test]
    fn guarding_is_undone_by_taking_one_quote_away(text in "\\PC{0,5}") {
        let guarded = guard(&text);
        prop_assert_eq!(guarded.strip_prefix('\'').unwrap_or(&guarded), text.as_str());
    }
}
