//! Candidates out of observations: what a person may want to look at together.
//!
//! [`copies`]: photographs that show *the same picture*. [`people`]: photographs that show *one person*. [`category`]: what kind of
//! photograph it may be. [`view`]: what of a person it shows. [`faces`]: the faces most like one, among all. [`names`]: names of people,
//! Arabic and Latin. [`records`]: rows of lists that may tell of one person. [`search`]: people of the archive beside one who is missing. Pure functions from what the analysis saw, or lists tell, to
//! candidates with reasons; people decide.

pub mod category;
pub mod copies;
pub mod faces;
pub mod names;
pub mod people;
pub mod records;
pub mod reports;
pub mod search;
pub mod view;
