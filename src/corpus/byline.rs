//! Who wrote an answer: the forms of persons' names and of credentials. It must not know any person or place.

use super::{Answer, rating};

/// Who wrote a text, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Byline {
    pub(super) author: Option<String>,
    pub(super) credential: Option<String>,
    pub(super) rating: Option<f32>,
    pub(super) reviews: Option<u32>,
}

impl Byline {
    /// The byline of an answer.
    pub(super) fn of(answer: &Answer) -> Self {
        Self {
            author: answer.author.clone(),
            credential: answer.credential.clone(),
            rating: answer.rating,
            reviews: answer.reviews,
        }
    }

    /// Puts the byline on an answer.
    pub(super) fn sign(self, answer: &mut Answer) {
        answer.author = self.author;
        answer.credential = self.credential;
        answer.rating = self.rating;
        answer.reviews = self.reviews;
    }

    /// Takes what a line tells about who wrote the text; false where it tells nothing of the kind.
    pub(super) fn hear(&mut self, line: &str) -> bool {
        if self.author.as_deref() == Some(strip_by(line)) {
            return true;
        }
        if self.author.is_none() && is_person(line) {
            self.author = Some(strip_by(line).to_owned());
        } else if self.author.is_some() && self.credential.is_none() && is_credential(line) {
            self.credential = Some(line.to_owned());
        } else if let Some(rating) = rating::parse(line).filter(|rating| rating.marked) {
            self.rating = Some(rating.stars);
            self.reviews = rating.reviews;
        } else {
            return false;
        }
        true
    }
}

/// Whether a line is a person's name with degrees: "Jane Doe, MD", "Laura E. Roe, MD, FAAD (in memoriam)".
pub(super) fn is_person(line: &str) -> bool {
    let line = strip_by(line);
    let line = match line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")) {
        Some((name, _)) => name.trim_end_matches(','),
        None => line,
    };
    let mut words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return false;
    }
    let mut degrees = 0;
    while words.last().is_some_and(|word| is_degree(word)) {
        words.pop();
        degrees += 1;
    }
    let titled = words.first().is_some_and(|word| matches!(word.trim_end_matches('.'), "Dr" | "Prof"));
    let name = words.get(usize::from(titled)..).unwrap_or_default();
    degrees > 0
        && name.iter().all(|word| is_name_word(word))
        && name.iter().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2
}

/// Whether a line may be a name without degrees: "Jane Doe", "Dr. Jane Doe". Many a headline may be one, too, so this
/// is for lines that stand right above a credential or a rating.
pub(super) fn is_bare_name(line: &str) -> bool {
    let line = strip_by(line);
    let words: Vec<&str> = line.split(' ').filter(|word| !matches!(*word, "Dr" | "Dr." | "Prof" | "Prof.")).collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| is_name_word(word) && !is_role(word))
}

/// Whether a line is what somebody is, and mostly where: "Montreal Dermatologist", "New York Facial Plastic Surgeon",
/// "Board Certified Dentist in Ghent". Such lines are all in capitals but for the small words between.
pub(super) fn is_credential(line: &str) -> bool {
    let line = line.trim_end_matches(')');
    if line.contains(['.', '?', '!', ':', ';', '\n']) {
        return false;
    }
    let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS || words.first().is_none_or(|word| STARTS_A_HEADLINE.contains(word)) {
        return false;
    }
    let Some((role, profession)) = words.iter().enumerate().rfind(|(_, word)| is_role(word)) else { return false };
    let is_named =
        |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "and" | "in" | "at" | "&" | "for");
    let place_follows = words.get(role + 1).is_none_or(|word| {
        matches!(*word, "in" | "at" | "of" | "and" | "&") || line.contains(&format!("{profession},"))
    });
    place_follows && words.iter().all(is_named)
}

/// A name without the "By" of an article.
pub(super) fn strip_by(line: &str) -> &str {
    ["By ", "by ", "BY "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(line)
}

/// Longer lines are headlines or prose.
const MOST_WORDS: usize = 10;

/// Words with which a headline in capitals may begin ("Ask Your Dermatologist"), but no credential.
const STARTS_A_HEADLINE: &[&str] = &[
    "A", "An", "The", "My", "Your", "Our", "Ask", "See", "Find", "Choose", "Consult", "Consider", "Visit", "Try", "Go",
    "How", "Why", "What", "When", "Who", "Is", "Are", "Not", "No", "Yes", "If", "For", "From", "Every", "Any",
];

fn is_degree(word: &str) -> bool {
    const DEGREES: &[&str] = &[
        "MD", "DO", "DDS", "DMD", "DPM", "DVM", "OD", "PHD", "PSYD", "PHARMD", "MBBS", "MBCHB", "MBBCH", "BDS", "MSC",
        "MPH", "MBA", "MS", "BSN", "MSN", "RN", "NP", "DNP", "FNP", "FNP-BC", "FNP-C", "APRN", "ARNP", "CRNP", "CRNA",
        "CNM", "PA", "PA-C", "LPN", "RD", "FACS", "FRCS", "FRCSC", "FRCP", "FRCPC", "FACP", "FACC", "FACOG", "FAAD",
        "FAAP", "FAAFP", "FACEP", "MRCP", "MRCS", "MRCGP", "FASDS", "CCFP",
    ];
    let plain = word.replace('.', "");
    word.starts_with(char::is_uppercase) && DEGREES.contains(&plain.to_uppercase().as_str())
}

fn is_name_word(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ter",
    ];
    let lettered = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '"' | '“' | '”'));
    lettered && (PARTICLES.contains(&word) || word.trim_start_matches(['"', '“']).starts_with(char::is_uppercase))
}

/// Whether a word names what somebody is by profession.
fn is_role(word: &str) -> bool {
    const ROLES: &[&str] = &[
        "surgeon",
        "physician",
        "internist",
        "practitioner",
        "nurse",
        "dentist",
        "doctor",
        "hospitalist",
        "intensivist",
        "generalist",
        "specialist",
        "pharmacist",
        "midwife",
        "injector",
        "aesthetician",
        "esthetician",
        "dietitian",
        "nutritionist",
        "chiropractor",
        "provider",
        "consultant",
        "professor",
        "anesthetist",
        "anaesthetist",
    ];
    // -ologist: cardiologist; -iatrist, -iatrician: psychiatrist, pediatrician; -ontist: orthodontist; -metrist.
    const ENDINGS: &[&str] = &["ologist", "iatrist", "iatrician", "ontist", "metrist", "therapist"];
    let word = word.to_lowercase();
    ROLES.contains(&word.as_str()) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_and_prose_are_no_persons() {
        for line in [
            "MD",
            "Botox, MD",
            "Ask an MD",
            "It is not permanent",
            "Dr. P",
            "Jane Doe",
            "I asked my MD",
            "Vitamins A, B and C, RD",
            "Results Are Not Permanent, says one MD",
        ] {
            assert!(!is_person(line), "{line}");
        }
    }

    #[test]
    fn persons_are_known_by_their_degrees() {
        for line in [
            "Jane Doe, MD",
            "Jane Doe MD",
            "Jane E. Doe, M.D., FACS",
            "Laura O'Roe-Smith, MD (in memoriam)",
            "Dr. Jane Doe, PhD",
            "Pieter van der Doe, MBBS, FRCP",
            "Zoë Ängström, DO",
            "By Jane Doe, PA-C",
        ] {
            assert!(is_person(line), "{line}");
        }
    }

    #[test]
    fn headlines_and_prose_are_no_credentials() {
        for line in [
            "Ask Your Dermatologist",
            "See a plastic surgeon",
            "I am a surgeon",
            "Dermatologist Warns About Peels",
            "Montreal Dermatologist.",
            "The surgeon decides",
            "Not permanent",
            "",
        ] {
            assert!(!is_credential(line), "{line}");
        }
    }

    #[test]
    fn credentials_end_in_a_role_or_go_on_with_a_place() {
        for line in [
            "Dermatologist",
            "Leeds Orthopaedic Surgeon",
            "New York Facial Plastic Surgeon",
            "Ear, Nose and Throat Specialist",
            "Nurse Practitioner, Leeds",
            "Board Certified Dentist in Ghent",
            "Lyon Family Physician",
        ] {
            assert!(is_credential(line), "{line}");
        }
    }
}
