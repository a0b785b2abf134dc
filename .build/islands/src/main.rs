//! Turns the browser half, as cargo built it, into the files that the server embeds: the JavaScript module, the
//! WebAssembly it loads, and a brotli twin of each. It plays the part of the `wasm-bindgen` command, but its version
//! is locked to the crate's by `Cargo.lock`. Called by `.ci/islands`.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// The stem of every file written; the server looks for these names.
const NAME: &str = "pkio-desk";

/// The strongest setting: it costs seconds here and saves bytes on every first visit.
const BROTLI_QUALITY: u32 = 11;

/// Brotli's largest window that every browser accepts.
const BROTLI_WINDOW: u32 = 22;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build-islands: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(folder), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        bail!("usage: build-islands MODULE.wasm FOLDER");
    };
    let (script, wasm) = bind(&module)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write_with_twin(&folder.join(format!("{NAME}.js")), script.as_bytes())?;
    write_with_twin(&folder.join(format!("{NAME}_bg.wasm")), &wasm)
}

/// Generates the JavaScript module for browsers and the WebAssembly that belongs to it.
fn bind(module: &Path) -> Result<(String, Vec<u8>)> {
    let mut output = Bindgen::new()
        .input_path(module)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true) // the page names the module, by its hashed name
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("cannot bind {}", module.display()))?;
    if !output.snippets().values().all(Vec::is_empty) || !output.local_modules().is_empty() {
        bail!("a dependency brings JavaScript of its own, which the server does not serve");
    }
    let wasm = output.wasm_mut().emit_wasm();
    Ok((output.js().to_owned(), wasm))
}

/// Writes a file and, beside it, the same bytes compressed.
fn write_with_twin(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut twin = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    twin.write_all(bytes)
        .with_context(|| format!("cannot compress {}", path.display()))?;
    let twin = twin.into_inner();

    let mut twin_name = path.as_os_str().to_owned();
    twin_name.push(".br");
    for (path, bytes) in [(path, bytes), (Path::new(&twin_name), twin.as_slice())] {
        fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{} {} bytes", path.display(), bytes.len());
    }
    Ok(())
}
