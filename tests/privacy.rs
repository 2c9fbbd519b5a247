//! Nothing leaves the machine: there is no code in the program that could send anything.

use std::fs;
use std::path::{Path, PathBuf};

/// Crates that open connections or exist to secure them.
const NETWORK_CRATES: &[&str] = &[
    "async-std",
    "attohttpc",
    "awc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webpki",
];

/// What code says that opens a connection.
const NETWORK_CODE: &[&str] = &[
    "std::net",
    "core::net",
    "tokio::net",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
    "UnixListener",
    "UnixDatagram",
    "ToSocketAddrs",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{} can be read: {error}", path.display()))
}

/// The names of the crates in `Cargo.lock`.
fn locked_crates(lock: &str) -> Vec<String> {
    let lock: toml::Table = lock.parse().expect("Cargo.lock is TOML");
    let packages = lock["package"].as_array().expect("Cargo.lock lists packages");
    packages.iter().map(|package| package["name"].as_str().expect("a package has a name").to_owned()).collect()
}

/// The features of a dependency in `Cargo.toml`.
fn features(manifest: &str, dependency: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
    let features = manifest["dependencies"].get(dependency).and_then(|it| it.get("features"));
    let features = features.and_then(toml::Value::as_array).cloned().unwrap_or_default();
    features.iter().filter_map(|feature| feature.as_str().map(str::to_owned)).collect()
}

/// All Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_crate_can_open_a_connection() {
    let crates = locked_crates(&read(&root().join("Cargo.lock")));
    assert!(crates.iter().any(|name| name == "tokio"), "the list of crates is read: {crates:?}");
    let found: Vec<&String> = crates.iter().filter(|name| NETWORK_CRATES.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "Cargo.lock holds {found:?}");
}

#[test]
fn tokio_has_no_network_feature() {
    let features = features(&read(&root().join("Cargo.toml")), "tokio");
    assert!(features.iter().any(|feature| feature == "io-std"), "the features are read: {features:?}");
    for forbidden in ["net", "full"] {
        assert!(!features.iter().any(|feature| feature == forbidden), "tokio's feature {forbidden} is on");
    }
}

#[test]
fn no_source_file_opens_a_connection() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files.extend(Some(root().join("build.rs")).filter(|path| path.exists()));
    assert!(files.iter().any(|path| path.ends_with("src/main.rs")), "the sources are found: {files:?}");
    for path in files {
        let text = read(&path);
        for word in NETWORK_CODE {
            assert!(!text.contains(word), "{} mentions {word}", path.display());
        }
    }
}
