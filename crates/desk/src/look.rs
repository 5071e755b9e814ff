//! What the pages show, in the archive's own types: one place that says where they come from.

pub use amana_archive::look::{
    AccessionRow, Brief, DecisionRow, EventRow, Facet, Facets, GridFilter, GridOrder, GridRow, IndividualRow,
    IndividualState, KeyingFigures, OccurrenceRow, Photograph, PlaceDescription, SettledNumbers, Status,
};
