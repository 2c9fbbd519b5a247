//! Authors' names as references want them: family name and given name apart, institutions whole. It must not look at
//! anything but the form of a name.

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A person.
    Person {
        given: String,
        /// "van der"; stands before the family name and is not sorted by.
        particle: String,
        family: String,
    },
    /// An institution, or a person of whom only one name is known.
    Whole(String),
}

/// The authors in a byline ("Jane Doe, MD; Max Roe"), and the degrees of the only one.
pub(super) fn names(author: Option<&str>) -> (Vec<Name>, Option<String>) {
    let authors: Vec<&str> =
        author.unwrap_or_default().split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    let degrees = match authors.as_slice() {
        [only] => without_remark(only).split_once(',').map(|(_, degrees)| degrees.trim().to_owned()),
        _ => None,
    };
    (authors.into_iter().map(name).collect(), degrees.filter(|degrees| !degrees.is_empty()))
}

fn name(author: &str) -> Name {
    let name = without_remark(author);
    if is_institution(name) {
        return Name::Whole(name.to_owned());
    }
    let name = name.split(',').next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_title =
        |word: &&str| matches!(word.trim_end_matches('.'), "Dr" | "Drs" | "Prof" | "Professor" | "Mr" | "Mrs" | "Ms");
    let titles = words.iter().take_while(|word| is_title(word)).count();
    let plain = words.get(titles..).unwrap_or_default();
    let Some((last, before)) = plain.split_last().filter(|(_, before)| !before.is_empty()) else {
        // "Dr. Green" is more telling than "Green".
        return Name::Whole(words.join(" "));
    };
    let particles = before.iter().rev().take_while(|word| is_particle(word)).count().min(before.len() - 1);
    let (given, particles) = before.split_at(before.len() - particles);
    // A particle in capitals belongs to the name ("De Luca").
    let small = particles.iter().take_while(|word| word.starts_with(char::is_lowercase)).count();
    let (particle, capital) = particles.split_at(small);
    let family: Vec<&str> = capital.iter().chain([last]).copied().collect();
    Name::Person { given: given.join(" "), particle: particle.join(" "), family: family.join(" ") }
}

/// "Jane Doe, MD (in memoriam)" without what stands in brackets at the end.
fn without_remark(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, _)) => name.trim_end(),
        None => name,
    }
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "van", "von", "der", "den", "de", "del", "della", "dem", "di", "da", "das", "dos", "do", "du", "la", "le",
        "el", "al", "bin", "ibn", "ben", "st", "ter", "ten", "zu", "zur", "ní", "nic", "ó", "uí", "mac",
    ];
    PARTICLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

fn is_institution(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "clinic",
        "clinics",
        "hospital",
        "institute",
        "university",
        "centre",
        "center",
        "association",
        "society",
        "staff",
        "team",
        "group",
        "foundation",
        "ltd",
        "inc",
        "editors",
        "editorial",
        "department",
        "service",
        "services",
        "council",
        "college",
        "academy",
        "nhs",
        "practice",
        "health",
        "healthcare",
        "ministry",
        "organization",
        "organisation",
        "board",
        "press",
        "network",
    ];
    name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}
