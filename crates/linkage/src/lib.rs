//! Candidates out of observations: copies of the same picture.
