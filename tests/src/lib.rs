//! The tests of the program live in `tests/`; this library is empty.
