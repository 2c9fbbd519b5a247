//! Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, an OASIS standard), which code hosts and
//! editors show.
//!
//! Like the JSON report it is written piece by piece. A finding's message tells all that the standard has no place for;
//! the answers are its related locations. It must not hold an absolute path where the draft was named by a relative one.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::finding::{Citation, Code, Finding, Severity};
use super::json::DraftReport;
use super::lines::Range;
use super::words::{Speaker, one_line, said};

/// What must not stand in the path of a reference (RFC 3986, section 3.3).
const OUTSIDE_A_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What stands before the first finding.
#[must_use]
pub fn opening() -> String {
    let rules: Vec<Value> = Code::ALL.into_iter().map(rule).collect();
    let driver = json!({ "name": "second-opinion", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\n\"runs\":[{{\
         \"tool\":{{\"driver\":{driver}}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":["
    )
}

/// The findings of one draft, with commas between them; nothing where there is none.
#[must_use]
pub fn draft(report: &DraftReport) -> String {
    let results: Vec<String> =
        report.findings.iter().map(|finding| result(&report.path, finding).to_string()).collect();
    results.join(",\n")
}

/// What stands behind the last finding.
#[must_use]
pub fn closing() -> &'static str {
    "\n]}]}\n"
}

/// A kind of finding. Its first paragraph says what it means.
fn rule(code: Code) -> Value {
    let page = code.explanation();
    let meaning = page.split("\n\n").nth(1).map(one_line).unwrap_or_default();
    json!({
        "id": code.name(),
        "shortDescription": { "text": meaning },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(path: &str, finding: &Finding) -> Value {
    let answers = finding.contradicting.iter().map(|citation| (citation, "against"));
    let answers = answers.chain(finding.supporting.iter().map(|citation| (citation, "for")));
    let related: Vec<Value> = answers.enumerate().map(|(id, (citation, side))| answer(id, citation, side)).collect();
    json!({
        "ruleId": finding.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(path) }, "region": region(finding.range, &finding.text) },
        }],
        "relatedLocations": related,
    })
}

fn region(range: Range, text: &str) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
        "snippet": { "text": text },
    })
}

fn answer(id: usize, citation: &Citation, side: &str) -> Value {
    let speaker = one_line(&Speaker::from(citation).to_string());
    json!({
        "id": id,
        "message": { "text": format!("{side}: {speaker}: {}", said(citation)) },
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&citation.path) },
            "region": { "startLine": citation.line.max(1) },
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A path as a reference: relative as it was given, or a file's address where it is absolute.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let encoded = utf8_percent_encode(&path, OUTSIDE_A_PATH);
    match path.as_bytes() {
        [b'/', ..] => format!("file://{encoded}"),
        [_, b':', b'/', ..] if cfg!(windows) => format!("file:///{encoded}"),
        _ => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::samples::finding;
    use super::*;

    #[expect(clippy::expect_used, reason = "a test says what it expects")]
    fn written(findings: Vec<Finding>) -> Value {
        let report = DraftReport { path: "päge 1.md".to_owned(), findings, sentences: None };
        let document = format!("{}{}{}", opening(), draft(&report), closing());
        serde_json::from_str(&document).expect("the report is JSON")
    }

    #[test]
    fn a_clean_draft_has_no_results() {
        let report = written(Vec::new());
        assert_eq!(report["version"], "2.1.0");
        assert_eq!(report["runs"][0]["results"], json!([]));
        assert_eq!(report["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(Code::ALL.len()));
    }

    #[test]
    fn a_finding_names_its_rule_its_place_and_its_answers() {
        let report = written(vec![finding(), finding()]);
        let run = &report["runs"][0];
        assert_eq!(run["results"].as_array().map(Vec::len), Some(2));
        let result = &run["results"][1];
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "p%C3%A4ge%201.md");
        assert_eq!(place["region"]["startLine"], 3);
        assert_eq!((&place["region"]["startColumn"], &place["region"]["endColumn"]), (&json!(5), &json!(14)));
        let related = &result["relatedLocations"][0];
        assert_eq!(related["message"]["text"], "against: Ana Prior, MD: “It wears off.”");
        assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "pages/wear.md");
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_path_is_a_files_address() {
        assert_eq!(uri("/a b/c#d.md"), "file:///a%20b/c%23d.md");
        assert_eq!(uri("a:b.md"), "a%3Ab.md", "a colon would make it a scheme");
    }
}
