//! From tree to text: the one canonical form.
