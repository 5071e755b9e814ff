//! Time of one question among many faces: `cargo bench -p amana-linkage --bench faces -- [FACES]` (100,000 unless told).
//!
//! Compared with the plain loop over `Embedding::cosine` and a full sort. One thread, the best of many rounds.

use std::time::{Duration, Instant};

use amana_linkage::faces::{Faces, Near};
use amana_model::Embedding;

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let count: usize = asked.unwrap_or(100_000);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % 255) as i8
    };
    let all: Vec<Embedding> =
        (0..count).map(|_| Embedding(Box::new(std::array::from_fn(|_| next())))).collect();
    let (faces, Some(one)) = (Faces::new(&all), all.first()) else { return };
    let every = best(50, || assert_eq!(faces.nearest(one, 20, |_| true).len(), 20.min(count)));
    let some = best(50, || drop(faces.nearest(one, 20, |place| place.is_multiple_of(3))));
    let plain = best(5, || drop(naive(&all, one)));
    println!(
        "{count} faces, the nearest 20: {:.2} ms, of every third {:.2} ms, one by one {:.2} ms ({:.1} times as long)",
        ms(every),
        ms(some),
        ms(plain),
        plain.as_secs_f64() / every.as_secs_f64()
    );
}

fn naive(all: &[Embedding], asked: &Embedding) -> Vec<Near> {
    let mut list: Vec<Near> =
        (0..).zip(all).map(|(place, other)| Near { place, cosine: asked.cosine(other) }).collect();
    list.sort_by(|a, b| b.cosine.total_cmp(&a.cosine));
    list.truncate(20);
    list
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn best(rounds: u32, mut work: impl FnMut()) -> Duration {
    let times = (0..rounds).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    times.min().unwrap_or_default()
}
