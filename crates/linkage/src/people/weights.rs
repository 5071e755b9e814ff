//! The fitted weights, in bits. Made by `cargo run --release -p amana-linkage --example people -- fit TRUTH…`.

use super::evidence::{CLOCK_LEVELS, COUNTER_LEVELS, FACE_LEVELS};

pub(super) const PRIOR: f32 = -0.1;
pub(super) const ENCLOSED: f32 = 5.0;
pub(super) const JOIN_UNORDERED: f32 = 2.0;
pub(super) const JOIN: f32 = 0.5;
pub(super) const USUAL: u32 = 5;
pub(super) const ONE_MORE: f32 = -0.5;
pub(super) const MANY: f32 = -3.0;
pub(super) const COPY: f32 = 11.1;
pub(super) const FACE: [f32; FACE_LEVELS] = [7.0, 7.0, 7.0, 2.2, -1.5, -2.0, -2.0];
pub(super) const ORDER: [[f32; COUNTER_LEVELS]; CLOCK_LEVELS] = [
    [7.0, 7.0, 7.0, 5.8, 6.0, 6.9, 2.4],        // 513 3935 258 6 0 143 315
    [7.0, 7.0, 7.0, 7.0, 6.4, 6.8, 1.2],        // 0 2970 1106 387 0 70 108
    [3.5, 3.8, 4.0, 5.1, 3.2, 2.5, 0.5],        // 0 5228 1991 866 8 78 172
    [3.0, 4.6, 3.4, 2.8, 3.5, 2.6, 0.9],        // 0 9946 6507 3427 94 198 442
    [1.4, -2.1, 2.0, 1.4, 1.4, 1.3, -0.3],      // 0 735 7550 12216 722 245 594
    [0.1, -1.7, -2.2, -2.5, -2.5, -2.3, -4.0],  // 0 2019 4162 14016 1584 249 842
    [-5.7, -7.0, -7.0, -7.0, -5.9, -7.0, -7.0], // 0 3019 6282 20884 1863 472 1230
    [-3.2, -3.7, -4.3, -5.1, -7.0, -5.0, -7.0], // 0 0 0 12 150 0 12
    [-3.9, -4.5, -5.2, -5.6, -5.2, -6.0, -7.0], // 0 0 3 3 0 3 3477
    [-3.0, -3.6, -4.2, -4.6, -4.3, -5.3, -7.0], // 0 0 0 0 0 3 429
    [2.1, 1.8, 0.2, -1.4, -3.3, -5.2, -4.5],    // 732 3134 3170 4838 98 65 1851
];
