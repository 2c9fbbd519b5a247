//! Stars and reviews, as pages write them: "4.7 out of 5 stars 31 reviews", "4.5 (12 reviews)", "4.9/5".

/// A rating out of five, and how many reviews it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rating {
    /// Stars out of five.
    pub(super) stars: f32,
    /// The number of reviews, where the page tells it.
    pub(super) reviews: Option<u32>,
    /// Whether the words say that this is a rating; a bare "4.5" may be anything.
    pub(super) marked: bool,
}

/// Reads a text that is a rating and nothing else.
pub(super) fn parse(text: &str) -> Option<Rating> {
    let text = text.to_lowercase().replace(',', "").replace(['(', ')', '/', '·', '|', '★', '☆'], " ");
    let mut words = text.split_whitespace().peekable();
    let stars: f32 = words.next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?.parse().ok()?;
    if !(0.0..=5.0).contains(&stars) {
        return None;
    }
    let mut rating = Rating { stars, reviews: None, marked: false };
    let out_of = words.next_if_eq(&"out").is_some() && words.next_if_eq(&"of").is_some();
    let of_five = words.next_if(|word| matches!(*word, "5" | "5.0")).is_some();
    let named = words.next_if(|word| matches!(*word, "star" | "stars")).is_some();
    rating.marked = out_of || of_five || named;
    if let Some(count) = words.next() {
        rating.reviews = Some(count.parse().ok()?);
        rating.marked = true;
        words.next_if(|word| matches!(*word, "review" | "reviews" | "rating" | "ratings"))?;
    }
    words.next().is_none().then_some(rating)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_rating_stays_unread() {
        for text in
            ["", "5.5", "-1", "five stars", "3 months", "4.5 of my patients", "5 out of 5 dentists", "NaN", "inf"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn ratings_are_read_in_every_usual_form() {
        let table = [
            ("4.7 out of 5 stars 31 reviews", 4.7, Some(31), true),
            ("4.9 out of 5 stars 1,204 reviews", 4.9, Some(1204), true),
            ("4.3 (1 review)", 4.3, Some(1), true),
            ("4.5/5 (12 ratings)", 4.5, Some(12), true),
            ("4 stars", 4.0, None, true),
            ("4.5", 4.5, None, false),
        ];
        for (text, stars, reviews, marked) in table {
            assert_eq!(parse(text), Some(Rating { stars, reviews, marked }), "{text}");
        }
    }
}
