//! What a sensor adds to the light: noise, from one field of it that every picture starts at other places.

use super::chance::Chance;

/// A long line of noise for each channel; the channels share two thirds of it, as brightness.
pub(crate) struct Noise {
    channels: [Vec<i8>; 3],
}

/// Places where a run of noise can start; a power of two.
const STARTS: usize = 1 << 16;

/// The most pixels that are given noise from one start on.
pub(crate) const RUN: usize = 1024;

/// What a deviation of 1 is in the field; the strongest value, 5 deviations, fits a signed byte.
const ONE: f32 = 25.0;

impl Noise {
    /// Makes the field, the same for every leak.
    pub(crate) fn new() -> Self {
        let mut chance = Chance::new(0x6e6f_6973_6500_0001);
        let mut channels = [(); 3].map(|()| Vec::with_capacity(STARTS + RUN));
        for _ in 0..STARTS + RUN {
            let brightness = chance.normal();
            for channel in &mut channels {
                channel.push(((brightness + 0.45 * chance.normal()) * ONE).round() as i8);
            }
        }
        Self { channels }
    }

    /// What to multiply the values of the field with for a deviation of brightness.
    pub(crate) fn unit(deviation: f32) -> f32 {
        deviation / ONE
    }

    /// Noise for up to [`RUN`] pixels, from a place that chance chooses.
    pub(crate) fn run(&self, chance: &mut Chance) -> [&[i8]; 3] {
        let start = chance.bits() as usize % STARTS;
        self.channels.each_ref().map(|channel| &channel[start..start + RUN])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noise_has_its_deviation_and_no_drift() {
        let noise = Noise::new();
        let values = || noise.channels[1].iter().map(|value| f32::from(*value) * Noise::unit(1.0));
        let count = noise.channels[1].len() as f32;
        let deviation = (values().map(|value| value * value).sum::<f32>() / count).sqrt();
        assert!((deviation - (1.0f32 + 0.45 * 0.45).sqrt()).abs() < 0.02, "{deviation}");
        assert!((values().sum::<f32>() / count).abs() < 0.02);
    }

    #[test]
    fn two_runs_are_not_alike() {
        let (noise, mut chance) = (Noise::new(), Chance::new(5));
        assert_ne!(noise.run(&mut chance), noise.run(&mut chance));
    }
}
