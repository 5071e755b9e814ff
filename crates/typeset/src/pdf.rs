//! From a document to the bytes of a PDF.

use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::prepare::prepare;
use crate::world::Sealed;
use crate::{Document, TypesetError};

/// Sets a document as PDF/A-2a and PDF/UA-1 on A4. The same document gives the same bytes.
///
/// # Errors
///
/// See [`TypesetError`]. A text never is one, but where it is Arabic and [`has_arabic`](crate::has_arabic) is false.
pub fn pdf(document: &Document) -> Result<Vec<u8>, TypesetError> {
    let midnight = document.date.midnight()?;
    let data = serde_json::to_vec(&prepare(document)?).map_err(|e| TypesetError::Setting(e.to_string()))?;
    let options = PdfOptions {
        // Hashed into the PDF's identifier, which is the same for the same document only.
        ident: Smart::Custom(String::from_utf8_lossy(&data).into_owned()),
        creator: Smart::Custom(Some("Amana".into())),
        timestamp: Some(Timestamp::new_utc(midnight)),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|e| TypesetError::Setting(e.message().to_string()))?,
        tagged: true,
        pretty: false,
    };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&Sealed::with(data));
    let set = output.and_then(|pages| typst_pdf::pdf(&pages, &options));
    // Typst keeps what it computed, with the texts in it; a desk that runs for weeks must not.
    comemo::evict(0);
    let bytes = set.map_err(|errors| refused(&errors))?;
    // A warning is a glyph that is missing, or a layout that does not settle: nothing for a court.
    if warnings.is_empty() { Ok(bytes) } else { Err(refused(&warnings)) }
}

fn refused(diagnostics: &[SourceDiagnostic]) -> TypesetError {
    TypesetError::Setting(diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("; "))
}
