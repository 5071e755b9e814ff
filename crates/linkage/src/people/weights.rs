//! The weights, in bits: positive for one person. A table.
//!
//! Fitted by `cargo run --release -p amana-linkage --example people -- fit TRUTH…` on two synthetic leaks of 6,000 photographs
//! (seeds 901 and 902), half of them as drawn and half hurried; what was chosen by hand says so. Life is not a leak drawn by a
//! program: an archive with decided people should be fitted anew.

use super::evidence::{CLOCK_LEVELS, COUNTER_LEVELS, FACE_LEVELS};

/// What is known of a proposed pair before anything else.
pub(super) const PRIOR: f32 = -0.1;

/// Two copies of one picture.
pub(super) const COPY: f32 = 10.7;

/// What must be left over for two groups to join. Chosen on the seeds of the fit, for precision before recall.
pub(super) const JOIN: f32 = 0.5;

/// The same where no clock of one folder tells the order. Chosen: one step of a counter alone must not reach it, because the
/// photograph beside it may as well be the next person's.
pub(super) const JOIN_UNORDERED: f32 = 2.0;

/// A photograph without a clock between two of one person, by the counter. Chosen.
pub(super) const ENCLOSED: f32 = 5.0;

/// From so many pictures on, each more speaks against one person. Chosen: people have 4.23 on average (HRW).
pub(super) const USUAL: u32 = 5;
/// What each picture beyond says. Chosen on the seeds of the fit.
pub(super) const ONE_MORE: f32 = -0.5;
/// What they may say together: some people have more than twenty.
pub(super) const MANY: f32 = -3.0;

/// Likeness of the nearest faces: cosines from 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, and below.
pub(super) const FACE: [f32; FACE_LEVELS] = [7.0, 7.0, 7.0, 2.2, -1.5, -2.0, -2.0];
/// Clock by counter: a row for each gap of the clock (3, 10, 20, 40, 90 s, 5 min, 30 min, 12 h, more, two clocks, no clock),
/// a column for each step of the counter (0 = a copy by its name, 1, 2, to 4, more, one folder, two folders). Behind each row:
/// how many pairs it was fitted on.
pub(super) const ORDER: [[f32; COUNTER_LEVELS]; CLOCK_LEVELS] = [
    [7.0, 7.0, 7.0, 6.2, 6.4, 7.0, 1.0],        // 513 3935 258 6 0 143 300
    [7.0, 7.0, 7.0, 7.0, 6.8, 6.9, 1.0],        // 0 2970 1106 387 0 70 81
    [3.6, 3.8, 4.0, 5.1, 3.2, 2.5, 1.0],        // 0 5228 1991 866 8 78 138
    [3.0, 4.6, 3.4, 2.8, 3.5, 2.6, 1.0],        // 0 9946 6507 3427 94 198 368
    [1.4, -2.1, 2.0, 1.3, 1.4, 1.3, 0.4],       // 0 735 7550 12216 722 245 474
    [0.1, -1.7, -2.2, -2.5, -2.5, -2.3, -3.4],  // 0 2019 4162 14016 1584 249 553
    [-5.6, -7.0, -7.0, -7.0, -5.7, -7.0, -7.0], // 0 3019 6282 20884 1863 472 915
    [-3.1, -3.7, -4.2, -5.1, -7.0, -4.9, -7.0], // 0 0 0 12 150 0 4
    [-2.9, -3.6, -4.3, -4.7, -4.2, -5.3, -7.0], // 0 0 3 3 0 3 400
    [-4.1, -4.7, -5.3, -5.7, -5.4, -6.2, -7.0], // 0 0 0 0 0 3 4432
    [2.1, 1.8, 0.2, -1.4, -3.4, -5.2, -7.0],    // 732 3134 3170 4838 98 65 1807
];
