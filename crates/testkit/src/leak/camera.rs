//! The cameras of the leak: invented makers, serial numbers, habits of naming, clocks that forget the date.

use super::PictureSize;
use super::calendar::{DAY, exif_text, moment};
use super::chance::Chance;
use super::exif::Exif;

/// One camera.
#[derive(Clone, Debug)]
pub(crate) struct Camera {
    pub(crate) make: &'static str,
    pub(crate) model: &'static str,
    pub(crate) serial: String,
    naming: Naming,
    three_to_two: bool,
    pub(crate) quality: u8,
    subsec: bool,
    big_endian: bool,
    has_gps: bool,
    /// Strength of the noise of its sensor.
    pub(crate) noise: f32,
    /// What its clock adds to the true time, in seconds.
    clock: i64,
    reset: bool,
    counter: u32,
}

#[derive(Clone, Copy, Debug)]
enum Naming {
    Dsc,
    Img,
    Dscn,
    Sam,
    Phone,
}

/// Where a camera's clock begins after its battery was out.
pub(crate) const CLOCK_START: (i64, u32, u32) = (2008, 1, 1);

/// Gathers the cameras of a leak.
pub(crate) fn cameras(chance: &mut Chance) -> Vec<Camera> {
    let one = |make, model, naming, three_to_two, quality, noise, chance: &mut Chance| Camera {
        make,
        model,
        serial: chance.whole(2_000_000, 8_999_999).to_string(),
        naming,
        three_to_two,
        quality,
        subsec: !matches!(naming, Naming::Sam),
        big_endian: matches!(naming, Naming::Dscn | Naming::Phone),
        has_gps: matches!(naming, Naming::Phone),
        noise,
        clock: chance.whole(-400, 400),
        reset: false,
        counter: chance.below(4000),
    };
    vec![
        one("OPTARA CORPORATION", "OPTARA D310", Naming::Dsc, true, 90, 0.011, chance),
        one("Lumenix", "Lumenix PS-80", Naming::Img, false, 88, 0.013, chance),
        one("OPTARA", "COOLVIEW L24", Naming::Dscn, false, 87, 0.015, chance),
        one("Kestrel Imaging", "KI ES70", Naming::Sam, false, 86, 0.016, chance),
        one("Tamuz", "Tamuz T9 Mobile", Naming::Phone, false, 84, 0.018, chance),
    ]
}

impl Camera {
    /// Lets some days pass: batteries are changed, clocks are put right again.
    pub(crate) fn new_day(&mut self, now: i64, chance: &mut Chance) {
        let (year, month, day) = CLOCK_START;
        if self.reset {
            if chance.happens(0.3) {
                self.reset = false;
                self.clock = chance.whole(-400, 400);
            }
        } else if chance.happens(0.06) {
            self.reset = true;
            self.clock = moment(year, month, day) - now - chance.whole(0, DAY / 8);
        } else {
            self.clock += chance.whole(-2, 2);
        }
        if self.reset {
            self.clock = self.clock.max(moment(year, month, day) - now);
        }
        if chance.happens(0.55) {
            self.counter = 0;
        }
    }

    /// The camera's own time for a true time, and whether its clock had been reset.
    pub(crate) fn reads(&self, true_time: i64) -> (i64, bool) {
        (true_time + self.clock, self.reset)
    }

    /// The next file name.
    pub(crate) fn next_name(&mut self, true_time: i64) -> String {
        self.counter = self.counter % 9_999 + 1;
        let count = self.counter;
        match self.naming {
            Naming::Dsc => format!("DSC_{count:04}.JPG"),
            Naming::Img => format!("IMG_{count:04}.JPG"),
            Naming::Dscn => format!("DSCN{count:04}.JPG"),
            Naming::Sam => format!("SAM_{count:04}.JPG"),
            Naming::Phone => {
                let text = exif_text(self.reads(true_time).0).replace(':', "").replace(' ', "_");
                format!("{text}_{count:03}.jpg")
            }
        }
    }

    /// Width and height of its pictures.
    pub(crate) fn size(&self, size: PictureSize) -> (usize, usize) {
        match (size, self.three_to_two) {
            (PictureSize::Small, false) => (640, 480),
            (PictureSize::Small, true) => (688, 456),
            (PictureSize::Mp3, false) => (2048, 1536),
            (PictureSize::Mp3, true) => (2144, 1424),
            (PictureSize::Mp12, false) => (4000, 3000),
            (PictureSize::Mp12, true) => (4288, 2848),
        }
    }

    /// Writes what the camera says of one picture.
    pub(crate) fn exif(&self, clock: i64, orientation: u8, size: (u32, u32), chance: &mut Chance) -> Exif {
        Exif {
            make: self.make,
            model: self.model,
            serial: if self.has_gps { String::new() } else { self.serial.clone() },
            time: exif_text(clock),
            subsec: self.subsec.then(|| format!("{:02}", chance.below(100))),
            orientation,
            size,
            exposure: (1, *chance.pick(&[30, 60, 60, 80, 125])),
            aperture: *chance.pick(&[(28, 10), (35, 10), (56, 10)]),
            iso: *chance.pick(&[200, 400, 400, 800]),
            focal: (chance.whole(60, 550) as u32, 10),
            gps: (self.has_gps && chance.happens(0.6))
                .then(|| (f64::from(chance.between(10.0, 10.4)), f64::from(chance.between(-40.4, -40.0)))),
            big_endian: self.big_endian,
            thumbnail: Vec::new(),
            description: None,
        }
    }
}
