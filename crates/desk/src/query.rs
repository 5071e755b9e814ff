//! The grid's state as an address: which photographs, in which order. What is shared or bookmarked is this.

use std::fmt::Write as _;

use amana_model::PartialDate;
use serde::de::DeserializeOwned;

use crate::look::{GridFilter, GridOrder};

/// A field of the address, if it is there and not empty.
pub(crate) fn field(query: &str, wanted: &str) -> Option<String> {
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
    found.map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty())
}

/// Every field of a name, those that are empty left out.
pub(crate) fn fields(query: &str, wanted: &str) -> Vec<String> {
    let found = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == wanted);
    found.map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty()).collect()
}

/// A filter, an order and a page, as an address has them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct GridQuery {
    pub(crate) filter: GridFilter,
    pub(crate) order: GridOrder,
    /// The page of the plain grid, from 1.
    pub(crate) page: u64,
}

/// Every field of the filter, by its name in the address.
const FIELDS: [&str; 12] = [
    "accession",
    "folder",
    "search",
    "from",
    "to",
    "camera",
    "serial",
    "format",
    "condition",
    "copies",
    "group",
    "order",
];

impl GridQuery {
    /// Reads an address's query. Empty and unknown fields are left out; `None` if a field cannot be what it says.
    pub(crate) fn parse(query: &str) -> Option<Self> {
        let mut read = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if !value.trim().is_empty() {
                read.set(&name, value.trim())?;
            }
        }
        Some(read)
    }

    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        let filter = &mut self.filter;
        let text = || (value.len() <= 1_000).then(|| value.to_owned());
        match name {
            "accession" => filter.accession = Some(value.parse().ok()?),
            "folder" => filter.folder = Some((value.len() <= 10_000).then(|| value.to_owned())?),
            "search" => filter.search = Some(text()?),
            "from" => filter.from = Some(date(value)?),
            "to" => filter.to = Some(date(value)?),
            "camera" => filter.camera = Some(text()?),
            "serial" => filter.serial = Some(text()?),
            "format" => filter.format = Some(word(value)?),
            "condition" => filter.condition = Some(word(value)?),
            "copies" => filter.copies = Some(value.parse().ok()?),
            "group" => filter.group = Some(value.parse().ok()?),
            "order" => self.order = word(value)?,
            "page" => self.page = value.parse().ok().filter(|page| (1..=10_000_000).contains(page))?,
            _ => {}
        }
        Some(())
    }

    /// The value of a field as the address has it.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let filter = &self.filter;
        match name {
            "accession" => filter.accession.as_ref().map(ToString::to_string),
            "folder" => filter.folder.clone(),
            "search" => filter.search.clone(),
            "from" => filter.from.clone(),
            "to" => filter.to.clone(),
            "camera" => filter.camera.clone(),
            "serial" => filter.serial.clone(),
            "format" => filter.format.map(|format| format.word().to_owned()),
            "condition" => filter.condition.map(|condition| condition.word().to_owned()),
            "copies" => filter.copies.map(|copies| copies.to_string()),
            "group" => filter.group.map(|group| group.to_string()),
            "order" => (self.order != GridOrder::default()).then(|| order_word(self.order).to_owned()),
            _ => None,
        }
    }

    /// The fields that are set, in the order of the address.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        FIELDS.into_iter().filter_map(|name| Some((name, self.get(name)?))).collect()
    }

    /// Whether anything is filtered.
    pub(crate) fn is_filtered(&self) -> bool {
        self.filter != GridFilter::default()
    }

    /// The address's query, without the page: empty, or beginning with `?`.
    pub(crate) fn address(&self) -> String {
        address(self.fields().into_iter())
    }

    /// The query with one field set to another value; an empty value takes it out.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        let mut fields: Vec<_> = self.fields().into_iter().filter(|(field, _)| *field != name).collect();
        if let Some(name) = FIELDS.into_iter().find(|field| *field == name && !value.is_empty()) {
            fields.push((name, value.to_owned()));
        }
        address(fields.into_iter())
    }

    /// The query with a page.
    pub(crate) fn at_page(&self, page: u64) -> String {
        let mut address = self.address();
        let joint = if address.is_empty() { '?' } else { '&' };
        let _ = write!(address, "{joint}page={page}");
        address
    }
}

/// The word of an order.
pub(crate) fn order_word(order: GridOrder) -> &'static str {
    match order {
        GridOrder::Accession => "accession",
        GridOrder::Taken => "taken",
        GridOrder::Path => "path",
    }
}

fn address(fields: impl Iterator<Item = (&'static str, String)>) -> String {
    let mut encoded = form_urlencoded::Serializer::new(String::new());
    fields.for_each(|(name, value)| {
        encoded.append_pair(name, &value);
    });
    let encoded = encoded.finish();
    if encoded.is_empty() { encoded } else { format!("?{encoded}") }
}

fn word<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).ok()
}

/// A date in the ways in which people write it, as `2012`, `2012-03` or `2012-03-15`.
fn date(value: &str) -> Option<String> {
    PartialDate::read(value).map(String::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_strictly_and_written_back() {
        let query =
            GridQuery::parse("condition=damaged&search=%D8%B5%D9%88%D8%B1&accession=&order=taken").unwrap();
        assert_eq!(query.filter.search.as_deref(), Some("صور"));
        assert_eq!(query.order, GridOrder::Taken);
        assert_eq!(GridQuery::parse(query.address().trim_start_matches('?')).unwrap(), query);
        let typed = GridQuery::parse("from=%D9%A1%D9%A5/3/2012&to=2012-03").unwrap();
        assert_eq!(
            (typed.get("from").as_deref(), typed.get("to").as_deref()),
            (Some("2012-03-15"), Some("2012-03"))
        );
        for bad in ["format=exe", "group=zz", "accession=a%2Fb", "from=yesterday", "copies=perhaps", "page=0"]
        {
            assert!(GridQuery::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn one_field_changes_and_the_others_stay() {
        let query = GridQuery::parse("format=jpeg&camera=A%26B").unwrap();
        assert_eq!(query.with("format", ""), "?camera=A%26B");
        assert_eq!(query.with("format", "png"), "?camera=A%26B&format=png");
        assert_eq!(query.at_page(3), "?camera=A%26B&format=jpeg&page=3");
        assert_eq!(GridQuery::default().address(), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(query in ".{0,200}") {
            if let Some(read) = GridQuery::parse(&query) {
                let again = GridQuery::parse(read.address().trim_start_matches('?')).unwrap();
                prop_assert_eq!(again.filter, read.filter);
            }
        }
    }
}
