//! A Q&A page's blocks as a question and answers: where each answer begins, and whose it is. It must not mistake
//! prose for a headline: a doctor cut in two would count twice.

use super::{Answer, Block, Ending, Kind, Page, Paragraph, Read, byline};

/// Reads a Q&A page. The first block is the title; the question goes on to the count of answers or, without one, to
/// the first sign of an answer. An answer begins with a headline ([`Reader::is_headline`]), with votes that no
/// headline stands above, or, after a byline, with whatever comes next. A byline (person, credential, rating) signs the
/// answer above it; on pages that put it first ([`byline_comes_first`]) it opens the answer below.
pub(super) fn read(page: &Page) -> Read {
    let first = page.get(0).filter(|block| !block.kind.is_border());
    let mut reader = Reader {
        page,
        title: first.map(|block| block.text.replace('\n', " ")),
        question: Vec::new(),
        answers: Vec::new(),
        place: Place::Question,
        count: page.blocks.iter().position(|block| block.kind == Kind::Count),
        byline_first: byline_comes_first(page),
        has_borders: page.count(|kind| kind.is_border() && *kind != Kind::Disclaimer && *kind != Kind::Count) > 0,
    };
    for (at, block) in page.blocks.iter().enumerate().skip(usize::from(first.is_some())) {
        reader.take(at, block);
    }
    let mut answers = reader.answers;
    answers.retain(|answer| !answer.paragraphs.is_empty() || answer.headline.is_some());
    for (answer, number) in answers.iter_mut().zip(1..) {
        answer.number = Some(number);
    }
    (reader.title, reader.question, answers)
}

struct Reader<'a> {
    page: &'a Page,
    title: Option<String>,
    question: Vec<Paragraph>,
    answers: Vec<Answer>,
    place: Place,
    /// Where the count of answers stands, if the page has one.
    count: Option<usize>,
    byline_first: bool,
    /// Whether votes or bylines show where answers end.
    has_borders: bool,
}

/// Where on the page the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Between the title and the first answer.
    Question,
    /// In the last answer.
    Inside,
    /// After an answer's end, or before the first one.
    Between,
}

impl Reader<'_> {
    fn take(&mut self, at: usize, block: &Block) {
        if self.count.is_some_and(|count| at < count) {
            if matches!(block.kind, Kind::Text | Kind::Bullet | Kind::Credential) {
                self.question.extend(block.paragraph());
            }
            return;
        }
        match &block.kind {
            Kind::Count | Kind::Disclaimer => self.place = Place::Between,
            Kind::Courtesy => {}
            Kind::Vote => {
                if self.place != Place::Inside || !self.is_fresh() {
                    self.open(block.line, None);
                }
            }
            Kind::Credential if !self.is_byline(at) => self.take_text(at, block),
            Kind::Person | Kind::Credential | Kind::Rating(_) => self.sign(block),
            Kind::Text | Kind::Bullet => self.take_text(at, block),
        }
    }

    fn take_text(&mut self, at: usize, block: &Block) {
        if block.kind != Kind::Bullet && self.is_headline(at, block) {
            if self.byline_first && self.place == Place::Inside && self.is_fresh() {
                // The byline has opened this answer already.
                if let Some(answer) = self.answers.last_mut() {
                    answer.headline = block.headline();
                }
            } else {
                self.open(block.line, block.headline());
            }
            return;
        }
        match self.place {
            Place::Question => self.question.extend(block.paragraph()),
            Place::Between => {
                self.open(block.line, None);
                self.add(block);
            }
            Place::Inside => self.add(block),
        }
    }

    /// Whether a text block opens an answer. It must be short, and prose, votes or a byline that comes first must
    /// follow. Beyond that:
    ///
    /// - After an answer's end, one sentence is enough; and so it is right above votes.
    /// - Elsewhere it must stand apart, must not be announced by a colon, and must either not end as a sentence does
    ///   or echo the title, as headlines do. Echoes count only where no votes and no bylines help.
    /// - An answer that has only its headline yet needs prose, not another headline; and a page needs a question.
    fn is_headline(&self, at: usize, block: &Block) -> bool {
        let Some(next) = self.page.next(at).filter(|_| block.is_short()) else { return false };
        let reads_as_title = match block.ending() {
            Ending::None => true,
            Ending::Stop | Ending::Question => false,
            Ending::Open => return false,
        };
        let follows = match next.kind {
            Kind::Vote => true,
            Kind::Person | Kind::Credential | Kind::Rating(_) => self.byline_first && reads_as_title,
            _ => next.is_prose(),
        };
        let is_enough = match self.place {
            Place::Between => reads_as_title || block.is_one_sentence(),
            Place::Inside if self.is_fresh() => reads_as_title && (next.kind == Kind::Vote || self.lacks_headline()),
            Place::Question if self.question.is_empty() => reads_as_title,
            Place::Inside | Place::Question => {
                let announced = self.page.previous(at).is_some_and(|previous| previous.text.ends_with(':'));
                let may_echo = self.place == Place::Question || !self.has_borders;
                let has_form = reads_as_title || (may_echo && block.is_one_sentence() && self.echoes(block));
                next.kind == Kind::Vote || (!announced && has_form && self.page.stands_apart(at))
            }
        };
        follows && is_enough
    }

    /// Whether the answer was opened by a byline above it, so that its headline may still come.
    fn lacks_headline(&self) -> bool {
        self.byline_first && self.answers.last().is_some_and(|answer| answer.headline.is_none())
    }

    /// Whether a block says again at least half of what the title says.
    fn echoes(&self, block: &Block) -> bool {
        let title = content_words(self.title.as_deref().unwrap_or_default());
        let block = content_words(&block.text);
        let shared = title.iter().filter(|word| block.contains(word)).count();
        shared >= 2 && shared * 2 >= title.len()
    }

    /// Whether what looks like a credential signs an answer, and is not a headline in capitals.
    fn is_byline(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.page.get(before));
        let next = self.page.next(at);
        if before.is_some_and(|before| before.kind == Kind::Person) {
            return true;
        }
        match next.map(|next| &next.kind) {
            Some(Kind::Rating(_)) => true,
            Some(Kind::Vote) => false,
            _ => self.byline_first || (self.place == Place::Inside && !self.is_fresh()),
        }
    }

    /// Gives what a byline tells to the answer it belongs to.
    fn sign(&mut self, block: &Block) {
        let opens = match self.place {
            Place::Question => true,
            Place::Inside => self.byline_first && !self.is_fresh(),
            Place::Between => self.byline_first || self.answers.is_empty(),
        };
        if opens {
            self.open(block.line, None);
            if !self.byline_first {
                // No headline showed where the answer began, so it began after the question's first paragraph.
                let from = usize::from(self.question.len() > 1);
                let paragraphs = self.question.split_off(from.min(self.question.len()));
                if let Some(answer) = self.answers.last_mut() {
                    answer.line = paragraphs.first().map_or(answer.line, |paragraph| paragraph.line);
                    answer.paragraphs = paragraphs;
                }
            }
        }
        let Some(answer) = self.answers.last_mut() else { return };
        match &block.kind {
            Kind::Rating(rating) if answer.rating.is_none() => {
                answer.rating = Some(rating.stars);
                answer.reviews = rating.reviews;
            }
            Kind::Person if answer.author.is_none() => {
                answer.author = Some(byline::strip_by(&block.text).to_owned());
            }
            Kind::Credential if answer.credential.is_none() => answer.credential = Some(block.text.clone()),
            _ => {}
        }
        self.place = if self.byline_first { Place::Inside } else { Place::Between };
    }

    fn open(&mut self, line: u32, headline: Option<String>) {
        self.answers.push(Answer { headline, ..Answer::at(line) });
        self.place = Place::Inside;
    }

    fn add(&mut self, block: &Block) {
        if let Some(answer) = self.answers.last_mut() {
            answer.paragraphs.extend(block.paragraph());
        }
    }

    /// Whether the last answer has no prose yet.
    fn is_fresh(&self) -> bool {
        self.answers.last().is_some_and(|answer| answer.paragraphs.is_empty())
    }
}

/// Whether a page puts an answer's byline above its prose: its first byline has prose below, and above it no more than
/// a headline.
fn byline_comes_first(page: &Page) -> bool {
    let is_byline = |block: &Block| matches!(block.kind, Kind::Person | Kind::Credential | Kind::Rating(_));
    let Some(first) = page.blocks.iter().position(is_byline).filter(|&first| first > 0) else { return false };
    let above = page.previous(first);
    let below = page.blocks.iter().skip(first).find(|block| !is_byline(block));
    let only_headline_above = above.is_some_and(|above| match above.kind {
        Kind::Count | Kind::Vote => true,
        Kind::Text => !above.is_prose(),
        _ => false,
    });
    only_headline_above && below.is_some_and(Block::is_prose)
}

/// The words of a text that carry its topic, without plural endings.
fn content_words(text: &str) -> Vec<String> {
    const SMALL: &[&str] = &[
        "about", "after", "also", "been", "being", "could", "does", "doing", "enough", "ever", "every", "from", "have",
        "into", "just", "like", "more", "most", "much", "need", "only", "over", "really", "should", "some", "still",
        "than", "that", "their", "them", "then", "there", "they", "this", "very", "want", "were", "what", "when",
        "where", "which", "will", "with", "would", "your",
    ];
    let mut words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3 && !SMALL.contains(word))
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect();
    words.sort();
    words.dedup();
    words
}
