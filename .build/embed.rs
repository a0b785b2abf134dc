//! Rebuilds the crate when a file appears in, or leaves, a folder that `rust-embed` puts into the binary.
fn main() {
    for folder in ["style", "public", ".islands", "src/words"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
