//! The editor's settings, from `initializationOptions`: `{ "corpus": [PATH…], "diagnostics": { "delayMs": N },
//! "secondReader": true, "inlayHints": false, "citations": "footnote" }`.
//!
//! A setting that is wrong is reported and keeps its default; the others count. It must not touch files.

use std::path::PathBuf;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::report::citation_keys::Style;

/// The longest pause that can be asked for; more would look like a server that does nothing.
const LONGEST_DELAY_MS: u64 = 10_000;

/// What the author's editor asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    /// Corpus folders; none for the built-in corpus. Relative ones stand below the workspace's root.
    pub(super) corpus: Vec<PathBuf>,
    /// How long the author must pause before a draft is checked.
    pub(super) delay: Duration,
    /// Whether the second reader is asked.
    pub(super) second_reader: bool,
    /// Whether each claim is followed by how many answers stand on either side.
    pub(super) inlay_hints: bool,
    /// How citations are written.
    pub(super) citations: Style,
}

impl Default for Settings {
    fn default() -> Self {
        // Long enough that a burst of edits is one check, too short to be felt as waiting.
        Self {
            corpus: Vec::new(),
            delay: Duration::from_millis(20),
            second_reader: true,
            inlay_hints: false,
            citations: Style::Footnote,
        }
    }
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SettingError {
    #[error("the setting `{0}` must be {1}")]
    Value(&'static str, &'static str),
    #[error(
        "there is no setting `{0}`, only `corpus`, `diagnostics.delayMs`, `secondReader`, `inlayHints` and `citations`"
    )]
    Unknown(String),
}

impl Settings {
    /// Reads the settings, and what is wrong with them.
    pub(super) fn read(options: Option<&Value>) -> (Self, Vec<SettingError>) {
        let mut settings = Self::default();
        let mut errors = Vec::new();
        for (name, value) in entries(options, "", "an object", &mut errors) {
            match name.as_str() {
                "corpus" => match read(value) {
                    Some(corpus) => settings.corpus = corpus,
                    None => errors.push(SettingError::Value("corpus", "a list of folders")),
                },
                "diagnostics" => {
                    for (name, value) in entries(Some(value), "diagnostics", "an object", &mut errors) {
                        match (name.as_str(), read::<u64>(value).filter(|&delay| delay <= LONGEST_DELAY_MS)) {
                            ("delayMs", Some(delay)) => settings.delay = Duration::from_millis(delay),
                            ("delayMs", None) => errors.push(SettingError::Value(
                                "diagnostics.delayMs",
                                "a whole number of milliseconds from 0 to 10000",
                            )),
                            _ => errors.push(SettingError::Unknown(format!("diagnostics.{name}"))),
                        }
                    }
                }
                "secondReader" => match read(value) {
                    Some(second_reader) => settings.second_reader = second_reader,
                    None => errors.push(SettingError::Value("secondReader", "true or false")),
                },
                "inlayHints" => match read(value) {
                    Some(inlay_hints) => settings.inlay_hints = inlay_hints,
                    None => errors.push(SettingError::Value("inlayHints", "true or false")),
                },
                "citations" => match read(value) {
                    Some(citations) => settings.citations = citations,
                    None => errors.push(SettingError::Value("citations", "\"footnote\" or \"pandoc\"")),
                },
                _ => errors.push(SettingError::Unknown(name.clone())),
            }
        }
        (settings, errors)
    }
}

/// One plain sentence for the author about settings that could not be used.
pub(super) fn message(errors: &[SettingError]) -> Option<String> {
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let all = errors.join("; ");
    (!all.is_empty()).then(|| format!("Second Opinion: {all}. The default is used instead."))
}

fn entries<'a>(
    value: Option<&'a Value>,
    name: &'static str,
    expected: &'static str,
    errors: &mut Vec<SettingError>,
) -> Vec<(&'a String, &'a Value)> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(map)) => map.iter().filter(|(_, value)| !value.is_null()).collect(),
        Some(_) => {
            let name = if name.is_empty() { "initializationOptions" } else { name };
            errors.push(SettingError::Value(name, expected));
            Vec::new()
        }
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::{Settings, message};

    #[track_caller]
    fn check(options: &Value, corpus: &[&str], delay_ms: u64, expected: &[&str]) {
        let (settings, errors) = Settings::read(Some(options));
        assert_eq!(settings.corpus, corpus.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(settings.delay, Duration::from_millis(delay_ms));
        assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_settings_are_the_defaults() {
        check(&json!(null), &[], 20, &[]);
        check(&json!({}), &[], 20, &[]);
        check(&json!({"corpus": null, "diagnostics": {"delayMs": null}}), &[], 20, &[]);
    }

    #[test]
    fn right_settings_count() {
        check(&json!({"corpus": ["pages", "more"], "diagnostics": {"delayMs": 0}}), &["pages", "more"], 0, &[]);
    }

    #[test]
    fn a_wrong_setting_is_named_and_the_others_count() {
        let delay = "the setting `diagnostics.delayMs` must be a whole number of milliseconds from 0 to 10000";
        check(&json!({"corpus": ["pages"], "diagnostics": {"delayMs": -5}}), &["pages"], 20, &[delay]);
        check(&json!({"diagnostics": {"delayMs": 10001}}), &[], 20, &[delay]);
        check(&json!({"corpus": "pages"}), &[], 20, &["the setting `corpus` must be a list of folders"]);
        check(&json!({"diagnostics": 3}), &[], 20, &["the setting `diagnostics` must be an object"]);
        check(&json!([1]), &[], 20, &["the setting `initializationOptions` must be an object"]);
        let unknown = "there is no setting `corpsu`, only `corpus`, `diagnostics.delayMs`, `secondReader`, `inlayHints` and `citations`";
        check(&json!({"corpsu": ["pages"], "diagnostics": {"delayMs": 7}}), &[], 7, &[unknown]);
    }

    #[test]
    fn the_second_reader_can_be_left_out() {
        assert!(Settings::default().second_reader);
        assert!(!Settings::read(Some(&json!({"secondReader": false}))).0.second_reader);
        check(&json!({"secondReader": "no"}), &[], 20, &["the setting `secondReader` must be true or false"]);
    }

    #[test]
    fn several_wrong_settings_are_one_message() {
        assert_eq!(message(&[]), None);
        let (_, errors) = Settings::read(Some(&json!({"a": 1, "corpus": 2})));
        let text = message(&errors).expect("two settings are wrong");
        assert!(text.contains("`a`") && text.contains("`corpus` must"), "{text}");
    }
}
