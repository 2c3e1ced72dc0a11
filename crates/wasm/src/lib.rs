//! The browser as host.
