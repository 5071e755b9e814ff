//! Sealed objects by digest: put once, get, check fixity.
