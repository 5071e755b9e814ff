//! Work on many values at once, as many as the processor this runs on has lanes for.

use pulp::{Arch, NullaryFnOnce};

/// Compiles `work` for wide lanes too and does it with those that there are; the results are the same with all.
///
/// Everything that `work` calls must be `#[inline(always)]`, closures too, or it is compiled for the narrowest.
#[inline(always)]
pub(crate) fn in_lanes(work: impl FnMut()) {
    Arch::new().dispatch(Lanes(work));
}

struct Lanes<F>(F);

// A closure handed to the dispatcher as it is would be called through a function that is not inlined.
impl<F: FnMut()> NullaryFnOnce for Lanes<F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        (self.0)();
    }
}
