//! Drafts of any length for the measurements: always the same, so that figures can be compared.

/// A draft of about so many words: prose of which the corpus knows little, no two sentences alike, and in every tenth
/// sentence something that it speaks of, right or wrong.
pub(crate) fn draft(words: usize) -> String {
    const SUBJECTS: [&str; 7] =
        ["The clinic", "A nurse", "Your skin", "The first visit", "A cold pack", "The surgeon", "An older patient"];
    const VERBS: [&str; 6] = ["explains", "comes before", "is no reason for", "helps with", "asks about", "may change"];
    const OBJECTS: [&str; 6] = [
        "the plan for the next weeks",
        "a small bruise near the eye",
        "the lines of the forehead",
        "what to do after the treatment",
        "the price of a session",
        "a list of medicines",
    ];
    const KNOWN: [&str; 4] = [
        "Botox usually lasts three to four months",
        "Botox results are permanent",
        "A treated muscle can become weaker",
        "Botox does not weaken the immune system",
    ];
    let mut text = String::from("# An answer\n\n");
    let mut written = 0;
    for number in 0_usize.. {
        if written >= words {
            break;
        }
        let said = if number % 10 == 9 {
            KNOWN[number / 10 % 4].to_owned()
        } else {
            format!("{} {} {}", SUBJECTS[number % 7], VERBS[number / 7 % 6], OBJECTS[number / 3 % 6])
        };
        let sentence = format!("{said}, as {} of my patients noticed.", number + 2);
        written += sentence.split(' ').count();
        text.push_str(&sentence);
        text.push_str(match number % 60 {
            59 => "\n\n## What to expect\n\n",
            end if end % 5 == 4 => "\n\n",
            _ => " ",
        });
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
