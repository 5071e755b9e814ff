//! What the pages show, in the archive's own types: one place that says where they come from.

pub use amana_archive::look::{
    AccessionRow, AssignmentRow, Brief, CountedContent, CountedPath, DecisionRow, DoneBy, EventRow, Facet,
    Facets, GridFilter, GridOrder, GridRow, GroupPlace, IndividualRow, KeyingFigures, OccurrenceRow,
    Photograph, PlaceDescription, QueueRow, RecordedAct, SettledNumbers, Status, ToldAt, contradicts,
    is_about, is_described,
};
