//! EXIF as our invented cameras write it (EXIF 2.3, TIFF 6.0): written by hand, so that a reader is tested against
//! something that no reader's library made.

/// One camera's statement about one picture.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exif {
    pub(crate) make: &'static str,
    pub(crate) model: &'static str,
    pub(crate) serial: String,
    pub(crate) time: String,
    pub(crate) subsec: Option<String>,
    pub(crate) orientation: u8,
    pub(crate) size: (u32, u32),
    pub(crate) exposure: (u32, u32),
    pub(crate) aperture: (u32, u32),
    pub(crate) iso: u16,
    pub(crate) focal: (u32, u32),
    /// Latitude and longitude in degrees.
    pub(crate) gps: Option<(f64, f64)>,
    pub(crate) big_endian: bool,
    pub(crate) thumbnail: Vec<u8>,
    pub(crate) description: Option<String>,
}

enum Value {
    Text(String),
    Short(u16),
    Long(u32),
    Ratios(Vec<(u32, u32)>),
    Bytes(&'static [u8]),
}

const EXIF_POINTER: u16 = 0x8769;
const GPS_POINTER: u16 = 0x8825;
const THUMBNAIL_OFFSET: u16 = 0x0201;

impl Exif {
    /// The content of the APP1 segment, `Exif\0\0` included.
    pub(crate) fn segment(&self) -> Vec<u8> {
        // The places of the later directories are not known before the earlier ones are laid out; their sizes do not
        // depend on the values, so a first round with zeros gives the places for the second.
        let first = self.laid_out([0; 4]);
        let places = first.1;
        let (bytes, settled) = self.laid_out(places);
        debug_assert_eq!(places, settled);
        [b"Exif\0\0".as_slice(), &bytes].concat()
    }

    fn laid_out(&self, [exif, gps, small, thumbnail]: [u32; 4]) -> (Vec<u8>, [u32; 4]) {
        let mut out = Out { bytes: Vec::new(), big: self.big_endian };
        out.bytes.extend(if self.big_endian { b"MM" } else { b"II" });
        out.short(42);
        out.long(8);
        let has_small = !self.thumbnail.is_empty();
        out.directory(&self.main(exif, gps), if has_small { small } else { 0 });
        let exif = out.bytes.len() as u32;
        out.directory(&self.details(), 0);
        let gps = out.bytes.len() as u32;
        if let Some(position) = self.gps {
            out.directory(&gps_fields(position), 0);
        }
        let small = out.bytes.len() as u32;
        if has_small {
            let length = self.thumbnail.len() as u32;
            let fields = [
                (0x0103, Value::Short(6)),
                (THUMBNAIL_OFFSET, Value::Long(thumbnail)),
                (0x0202, Value::Long(length)),
            ];
            out.directory(&fields, 0);
        }
        let thumbnail = out.bytes.len() as u32;
        out.bytes.extend(&self.thumbnail);
        (out.bytes, [exif, gps, small, thumbnail])
    }

    fn main(&self, exif: u32, gps: u32) -> Vec<(u16, Value)> {
        let described = self.description.iter().map(|text| (0x010e, Value::Text(text.clone())));
        let mut fields: Vec<_> = described.collect();
        fields.extend([
            (0x010f, Value::Text(self.make.to_owned())),
            (0x0110, Value::Text(self.model.to_owned())),
            (0x0112, Value::Short(u16::from(self.orientation))),
            (0x011a, Value::Ratios(vec![(300, 1)])),
            (0x011b, Value::Ratios(vec![(300, 1)])),
            (0x0128, Value::Short(2)),
            (0x0131, Value::Text("Ver.1.01".to_owned())),
            (0x0132, Value::Text(self.time.clone())),
            (0x0213, Value::Short(2)),
            (EXIF_POINTER, Value::Long(exif)),
        ]);
        if self.gps.is_some() {
            fields.push((GPS_POINTER, Value::Long(gps)));
        }
        fields
    }

    fn details(&self) -> Vec<(u16, Value)> {
        let mut fields = vec![
            (0x829a, Value::Ratios(vec![self.exposure])),
            (0x829d, Value::Ratios(vec![self.aperture])),
            (0x8827, Value::Short(self.iso)),
            (0x9000, Value::Bytes(b"0230")),
            (0x9003, Value::Text(self.time.clone())),
            (0x9004, Value::Text(self.time.clone())),
            (0x9101, Value::Bytes(&[1, 2, 3, 0])),
            (0x9209, Value::Short(16)),
            (0x920a, Value::Ratios(vec![self.focal])),
        ];
        if let Some(subsec) = &self.subsec {
            for tag in [0x9290, 0x9291, 0x9292] {
                fields.push((tag, Value::Text(subsec.clone())));
            }
        }
        fields.extend([
            (0xa000, Value::Bytes(b"0100")),
            (0xa001, Value::Short(1)),
            (0xa002, Value::Long(self.size.0)),
            (0xa003, Value::Long(self.size.1)),
            (0xa403, Value::Short(0)),
        ]);
        if !self.serial.is_empty() {
            fields.push((0xa431, Value::Text(self.serial.clone())));
        }
        fields
    }
}

fn gps_fields((latitude, longitude): (f64, f64)) -> Vec<(u16, Value)> {
    let degrees = |value: f64| {
        let seconds = (value.abs() * 3_600_000.0).round() as u32;
        Value::Ratios(vec![(seconds / 3_600_000, 1), (seconds / 60_000 % 60, 1), (seconds % 60_000, 1000)])
    };
    vec![
        (0, Value::Bytes(&[2, 3, 0, 0])),
        (1, Value::Text(if latitude < 0.0 { "S" } else { "N" }.to_owned())),
        (2, degrees(latitude)),
        (3, Value::Text(if longitude < 0.0 { "W" } else { "E" }.to_owned())),
        (4, degrees(longitude)),
    ]
}

struct Out {
    bytes: Vec<u8>,
    big: bool,
}

impl Out {
    fn short(&mut self, value: u16) {
        self.bytes.extend(if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
    }

    fn long(&mut self, value: u32) {
        self.bytes.extend(if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
    }

    /// Writes one directory, the values that do not fit in four bytes after it (TIFF 6.0, section 2).
    fn directory(&mut self, fields: &[(u16, Value)], next: u32) {
        self.short(fields.len() as u16);
        let mut far = self.bytes.len() + fields.len() * 12 + 4;
        let mut overflow = Vec::new();
        for (tag, value) in fields {
            self.short(*tag);
            let (kind, count, content) = self.coded(*tag, value);
            self.short(kind);
            self.long(count);
            if content.len() <= 4 {
                let padding = 4 - content.len();
                self.bytes.extend(content);
                self.bytes.extend(vec![0; padding]);
            } else {
                self.long(far as u32);
                far += content.len() + content.len() % 2;
                overflow.extend(&content);
                overflow.extend(vec![0; content.len() % 2]);
            }
        }
        self.long(next);
        self.bytes.extend(overflow);
    }

    fn coded(&self, tag: u16, value: &Value) -> (u16, u32, Vec<u8>) {
        let mut out = Out { bytes: Vec::new(), big: self.big };
        match value {
            Value::Text(text) => (2, text.len() as u32 + 1, [text.as_bytes(), &[0]].concat()),
            Value::Short(number) => {
                out.short(*number);
                (3, 1, out.bytes)
            }
            Value::Long(number) => {
                out.long(*number);
                (4, 1, out.bytes)
            }
            Value::Ratios(ratios) => {
                for (above, below) in ratios {
                    out.long(*above);
                    out.long(*below);
                }
                (5, ratios.len() as u32, out.bytes)
            }
            // The version of the GPS directory is bytes, all others of this kind are "undefined".
            Value::Bytes(bytes) => (if tag == 0 { 1 } else { 7 }, bytes.len() as u32, bytes.to_vec()),
        }
    }
}
