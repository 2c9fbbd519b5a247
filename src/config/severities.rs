//! How loudly each kind of finding is told, where somebody asks for something else than we would.

use std::collections::BTreeMap;

use crate::report::{Code, Finding, Severity};
use crate::verdict::Judgement;

/// How loudly each kind of finding is told; kinds that are not named keep their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<Code, Option<Severity>>);

/// Why a severity cannot be used.
pub(super) struct SeverityError {
    pub(super) is_about_code: bool,
    pub(super) text: String,
}

impl Severities {
    /// How loudly a kind of finding is told; none where it is switched off.
    #[must_use]
    pub fn of(&self, code: Code) -> Option<Severity> {
        self.0.get(&code).copied().unwrap_or(Some(code.severity()))
    }

    /// What is told of a judgement, and how loudly; none where there is nothing to attend to, or where such findings are
    /// switched off.
    #[must_use]
    pub fn told(&self, judgement: &Judgement) -> Option<(Code, Severity)> {
        let code = Code::of(judgement)?;
        Some((code, self.of(code)?))
    }

    /// Leaves out the findings that are switched off, and tells the others as loudly as is asked for.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| {
            let severity = self.of(finding.code);
            finding.severity = severity.unwrap_or(finding.severity);
            severity.is_some()
        });
    }

    pub(super) fn over(mut self, other: &Self) -> Self {
        for (code, severity) in &other.0 {
            self.0.entry(*code).or_insert(*severity);
        }
        self
    }

    pub(super) fn set(&mut self, code: &str, severity: Option<&str>) -> Result<(), SeverityError> {
        let Some(named) = Code::named(code) else {
            let names: Vec<String> = Code::ALL.iter().map(|code| format!("`{}`", code.name())).collect();
            let text = format!("there is no kind of finding `{code}`, only {}", names.join(", "));
            return Err(SeverityError { is_about_code: true, text });
        };
        let severity = match severity {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("information") => Some(Severity::Information),
            Some("hint") => Some(Severity::Hint),
            Some("off") => None,
            _ => {
                let expected = r#""error", "warning", "information", "hint" or "off""#;
                let text = format!("the setting `severities.{code}` must be {expected}");
                return Err(SeverityError { is_about_code: false, text });
            }
        };
        self.0.insert(named, severity);
        Ok(())
    }
}
