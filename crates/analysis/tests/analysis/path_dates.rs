//! The table of folder styles, what must never be a date, and hostile paths.

use amana_analysis::path_date;
use amana_model::{OccurrencePath, PathBytes, PathDatePrecision};
use proptest::prelude::*;

fn told(path: &str) -> Option<String> {
    path_date(&OccurrencePath { within: Vec::new(), path: PathBytes(path.into()) }).map(|d| d.date)
}

/// Path, and the date it tells (empty: none).
const TABLE: &[(&str, &str)] = &[
    // The field's own styles, day first.
    ("15.03.2018_عسكرية/IMG_0001.JPG", "2018-03-15"),
    ("12-04-19 شرطة/IMG_0001.JPG", "2019-04-12"),
    ("2021_شرطة 12-04/IMG_0001.JPG", "2021-04-12"),
    ("2012_شرطة 12-04/DSC_0001.JPG", "2012-04-12"),
    ("2012/04/12/IMG_0001.JPG", "2012-04-12"),
    ("2012/04/a.jpg", "2012-04"),
    ("2012-04/12/a.jpg", "2012-04-12"),
    ("2012/12-04/a.jpg", "2012-04-12"),
    ("2012/شرطة 12-04/a.jpg", "2012-04-12"),
    ("2012/شرطة/12-04/a.jpg", "2012-04-12"),
    ("أرشيف 2012/نيسان/a.jpg", "2012-04"),
    ("2012/نيسان/12-04/a.jpg", "2012-04-12"),
    ("2012/12 نيسان/a.jpg", "2012-04-12"),
    ("2013/a.jpg", "2013"),
    // Digits of three scripts.
    ("١٥.٠٣.٢٠١٨_عسكرية/a.jpg", "2018-03-15"),
    ("٢٠١٢/٠٤/١٢/a.jpg", "2012-04-12"),
    ("۱۵-۰۳-۲۰۱۸/a.jpg", "2018-03-15"),
    ("٢٠٢١_شرطة ١٢-٠٤/a.jpg", "2021-04-12"),
    // Months by name.
    ("15 آذار 2012/a.jpg", "2012-03-15"),
    ("15 اذار 2012/a.jpg", "2012-03-15"),
    ("15-آذار-2012/a.jpg", "2012-03-15"),
    ("١٥ آذَار ٢٠١٢/a.jpg", "2012-03-15"),
    ("3 كانون الثاني 2013/a.jpg", "2013-01-03"),
    ("3 كانون ثاني 2013/a.jpg", "2013-01-03"),
    ("كانون الأول 2012/a.jpg", "2012-12"),
    ("تشرين الأول 2012/a.jpg", "2012-10"),
    ("تشرين التاني 2012/a.jpg", "2012-11"),
    ("21 تشرين الثاني 2012/a.jpg", "2012-11-21"),
    ("5 يناير 2013/a.jpg", "2013-01-05"),
    ("5 أغسطس 2013/a.jpg", "2013-08-05"),
    ("5 اغسطس 2013/a.jpg", "2013-08-05"),
    ("7 يونيه 2012/a.jpg", "2012-06-07"),
    ("7 جويلية 2012/a.jpg", "2012-07-07"),
    ("7 غشت 2012/a.jpg", "2012-08-07"),
    ("آب 2012/a.jpg", "2012-08"),
    ("2012 أيلول/a.jpg", "2012-09"),
    ("آذار-مارس 2012/a.jpg", "2012-03"),
    ("15 نيـــسان 2012/a.jpg", "2012-04-15"),
    ("12 نيسان 12/a.jpg", "2012-04-12"),
    ("March 15, 2012/a.jpg", "2012-03-15"),
    ("15 Mar 2012/a.jpg", "2012-03-15"),
    ("15march2012/a.jpg", "2012-03-15"),
    ("2012 April/a.jpg", "2012-04"),
    // Orders and signs.
    ("2012-03-15/a.jpg", "2012-03-15"),
    ("2012_03_15/a.jpg", "2012-03-15"),
    ("2012.3.5/a.jpg", "2012-03-05"),
    ("5.3.2012/a.jpg", "2012-03-05"),
    ("15 03 2012/a.jpg", "2012-03-15"),
    ("03-15-2012/a.jpg", "2012-03-15"),
    ("04-2012/a.jpg", "2012-04"),
    ("الفرع 215 12-04-2012/a.jpg", "2012-04-12"),
    ("215 12-04-2012/a.jpg", "2012-04-12"),
    ("29.02.2012/a.jpg", "2012-02-29"),
    ("01-01-99/a.jpg", "1999-01-01"),
    // Direction marks around and inside.
    ("\u{202b}15.03.2018\u{202c}_عسكرية/a.jpg", "2018-03-15"),
    ("\u{200f}12-04-19\u{200f} شرطة/a.jpg", "2019-04-12"),
    // File names.
    ("x/IMG_20120315_102233.jpg", "2012-03-15"),
    ("x/IMG-20120315-WA0007.jpg", "2012-03-15"),
    ("x/20120315102233.jpg", "2012-03-15"),
    ("x/2012-03-15_10-11-12.jpg", "2012-03-15"),
    ("x/2012-03-15-10-11-12.jpg", "2012-03-15"),
    ("x/15.03.2018.jpg", "2018-03-15"),
    ("x/15.03.2018", "2018-03-15"),
    ("2011/IMG_20120315_102233.jpg", "2012-03-15"),
    // Two times the same is one.
    ("12-04-2012 (12.04.2012)/a.jpg", "2012-04-12"),
    // Never a date.
    ("a.jpg", ""),
    ("IMG_2012.JPG", ""),
    ("x/DSC_2013.JPG", ""),
    ("x/2012.jpg", ""),
    ("x/12-04.jpg", ""),
    ("x/12-04-19.jpg", ""),
    ("215/227/IMG_0001.JPG", ""),
    ("فرع 215/a.jpg", ""),
    ("فرع 2012/a.jpg", ""),
    ("رقم 2013/a.jpg", ""),
    ("0933-123-456/a.jpg", ""),
    ("+963 11 223 4567/a.jpg", ""),
    ("00963112234567/a.jpg", ""),
    ("011-22-2012345/a.jpg", ""),
    ("12345678/a.jpg", ""),
    ("192.168.1.12/a.jpg", ""),
    ("12-04/a.jpg", ""),
    ("نيسان/a.jpg", ""),
    ("2012/5-7/a.jpg", "2012"),
    ("2012/7/a.jpg", "2012"),
    ("2012/99/a.jpg", "2012"),
    ("31.02.2012/a.jpg", ""),
    ("45.13.2012/a.jpg", ""),
    ("12-04-2012 الى 15-04-2012/a.jpg", ""),
    ("2011 2012/a.jpg", ""),
    ("2012-04/12-05/a.jpg", ""),
    ("1234/a.jpg", ""),
    ("215-1234-5678/a.jpg", ""),
    ("may be important/a.jpg", ""),
    ("2012/march past/a.jpg", "2012"),
    ("20121315/a.jpg", ""),
    ("601/a.jpg", ""),
];

#[test]
fn the_table() {
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(path, date)| told(path).unwrap_or_default() != *date)
        .map(|(path, date)| format!("{path}: expected {date:?}, read {:?}", told(path)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), TABLE.len(), wrong.join("\n"));
}

#[test]
fn says_what_it_was_read_from() {
    let path = OccurrencePath {
        within: vec![PathBytes("2012/disk.zip".into())],
        path: PathBytes("شرطة 12-04/a.jpg".into()),
    };
    let date = path_date(&path).unwrap();
    assert_eq!((date.date.as_str(), date.precision), ("2012-04-12", PathDatePrecision::Day));
    assert_eq!(date.from, "2012/شرطة 12-04");
    let date =
        path_date(&OccurrencePath { within: vec![], path: PathBytes("2012/04/12/a.jpg".into()) }).unwrap();
    assert_eq!(date.from, "2012/04/12");
}

proptest! {
    #[test]
    fn any_bytes_give_a_real_date_or_none(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'/'), Just(b'-'), b'0'..=b'9', b'0'..=b'9'], 0..60)
    ) {
        let path = OccurrencePath { within: Vec::new(), path: PathBytes(bytes) };
        if let Some(told) = path_date(&path) {
            prop_assert!(matches!(told.date.len(), 4 | 7 | 10), "{}", told.date);
            let year: u32 = told.date[..4].parse().unwrap();
            prop_assert!((1970..=2039).contains(&year));
        }
    }

    #[test]
    fn every_day_is_read_back_in_every_style(year in 2000u32..2040, month in 1u32..=12, day in 1u32..=31, style in 0usize..5) {
        let long = [0, 31, 28 + u32::from(year % 4 == 0), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        prop_assume!(day <= long[month as usize]);
        let folder = match style {
            0 => format!("{day:02}.{month:02}.{year}_عسكرية"),
            1 => format!("{day:02}-{month:02}-{:02} شرطة", year % 100),
            2 => format!("{year}_شرطة {day:02}-{month:02}"),
            3 => format!("{year}/{month:02}/{day:02}"),
            _ => format!("{year}{month:02}{day:02}"),
        };
        prop_assert_eq!(told(&format!("{folder}/IMG_0001.JPG")), Some(format!("{year:04}-{month:02}-{day:02}")));
    }
}
