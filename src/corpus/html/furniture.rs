//! What on a web page is not the page's own prose: scripts and styles, menus, headers and footers, cookie banners,
//! forms, advertisements, links to other pages. It must not know any website.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::tokens::{Token, Tokens};

/// The stretches of tokens that are not read, in order and apart from one another.
pub(super) fn furniture(tokens: &Tokens) -> Vec<Range<usize>> {
    let lengths = lengths(tokens);
    let text_in = |range: &Range<usize>| {
        let before = |at: usize| lengths.get(at).copied().unwrap_or_default();
        before(range.end).saturating_sub(before(range.start))
    };
    let all = text_in(&(0..tokens.all.len()));
    let content: Vec<usize> = starts_of(tokens, &["main", "article", "h1"]);
    let holds_content = |range: &Range<usize>| {
        content.get(content.partition_point(|&at| at < range.start)).is_some_and(|&at| at < range.end)
    };
    let mut articles_end = 0;
    let controlled: FxHashSet<&str> = tokens
        .all
        .iter()
        .filter_map(|token| token.attribute("aria-controls"))
        .flat_map(str::split_whitespace)
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, token) in tokens.all.iter().enumerate() {
        let Token::Start { name, .. } = token else { continue };
        if found.last().is_some_and(|last| last.end > start) {
            continue;
        }
        let Some(end) = tokens.end_of(start) else { continue };
        if matches!(name.as_str(), "main" | "article") {
            articles_end = articles_end.max(end);
        }
        let range = start..end;
        let is_furniture = NEVER_PROSE.contains(&name.as_str())
            || name == "header" && start >= articles_end
            || is_hidden(token, &controlled)
            // A name may belong to a wrapper of the whole page ("has-sidebar"), so the page's content is spared.
            || is_named_as_furniture(token)
                && !holds_content(&range)
                && text_in(&range) * 2 < all;
        if is_furniture {
            found.push(range);
        }
    }
    found
}

/// Elements whose content is no prose of the page's author, wherever they stand. Quotations and code are not the
/// author's voice.
const NEVER_PROSE: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
    "map",
    "head",
    "title",
    "nav",
    "footer",
    "aside",
    "dialog",
    "menu",
    "button",
    "select",
    "textarea",
    "label",
    "datalist",
    "noembed",
    "noframes",
    "blockquote",
    "pre",
    "figure",
    "sup",
];

/// Roles that say the same of an element as a name of [`NEVER_PROSE`] does.
const ROLES: &[&str] = &[
    "navigation",
    "contentinfo",
    "banner",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
    "status",
];

/// Words in the names of elements that hold something beside the page's prose.
const WORDS: &[&str] = &[
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "ccpa",
    "newsletter",
    "subscribe",
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "social",
    "sidebar",
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "sponsored",
    "promo",
    "related",
    "recommended",
    "popup",
    "modal",
    "paywall",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "masthead",
    "toolbar",
    "pagination",
    "pager",
    "comments",
    "disqus",
    "toc",
    "signup",
    "login",
    "skip",
];

fn is_hidden(token: &Token, controlled: &FxHashSet<&str>) -> bool {
    let style = token.attribute("style").unwrap_or_default().to_lowercase().replace(' ', "");
    // What a button opens (an answer that is unfolded) is hidden at first, and the page's prose all the same.
    let unfolds = || token.attribute("id").is_some_and(|id| controlled.contains(id));
    (token.attribute("hidden").is_some() || style.contains("display:none")) && !unfolds()
}

fn is_named_as_furniture(token: &Token) -> bool {
    if matches!(token.start(), Some("html" | "body" | "main" | "article" | "h1")) {
        return false;
    }
    let role = token.attribute("role").unwrap_or_default().to_lowercase();
    ROLES.contains(&role.as_str())
        || ["class", "id"]
            .iter()
            .filter_map(|name| token.attribute(name))
            .any(|names| words(names).iter().any(|word| WORDS.contains(&word.as_str())))
}

/// The words in names such as `cookie-banner` and `cookieBanner`.
fn words(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in names.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && after_small {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    words
}

/// Where elements of these names begin.
pub(super) fn starts_of(tokens: &Tokens, names: &[&str]) -> Vec<usize> {
    let is_wanted = |token: &Token| token.start().is_some_and(|name| names.contains(&name));
    tokens.all.iter().enumerate().filter(|(_, token)| is_wanted(token)).map(|(at, _)| at).collect()
}

/// How many bytes of text stand before each token, scripts and styles left out.
fn lengths(tokens: &Tokens) -> Vec<usize> {
    let mut length = 0;
    let mut before_is_raw = false;
    let mut lengths: Vec<usize> = Vec::with_capacity(tokens.all.len() + 1);
    for token in &tokens.all {
        lengths.push(length);
        if let Token::Text { text, .. } = token
            && !before_is_raw
        {
            length += text.trim().len();
        }
        before_is_raw = matches!(token.start(), Some("script" | "style"));
    }
    lengths.push(length);
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(html: &str) -> String {
        let tokens = Tokens::of(html);
        let skipped = furniture(&tokens);
        let kept = tokens.all.iter().enumerate().filter(|(at, _)| !skipped.iter().any(|range| range.contains(at)));
        let text: String = kept
            .filter_map(|(_, token)| if let Token::Text { text, .. } = token { Some(text.as_str()) } else { None })
            .collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_pages_own_prose_stays() {
        for html in [
            "<body class='has-sidebar'><h1>Splints</h1><p>Prose.</p></body>",
            "<div class='layout with-menu'><main><p>Splints Prose.</p></main></div>",
            "<div id='shareable'><p>Splints Prose.</p></div>",
            "<article><header><h1>Splints</h1></header><p>Prose.</p></article>",
            "<p>Splints</p><button aria-controls='a'></button><div id='a' hidden><p>Prose.</p></div>",
            "<p>Splints</p><div class='related'><p>Prose that is longer than all the rest.</p></div>",
            "<p>Splints <nav>Prose, for this menu is never closed.",
        ] {
            assert!(left(html).contains("Splints") && left(html).contains("Prose"), "{html}: {}", left(html));
        }
    }

    #[test]
    fn what_is_beside_the_prose_goes() {
        let prose = "<p>A splint keeps a broken finger still while the bone heals.</p>";
        for furniture in [
            "<script>var x = 1;</script>",
            "<style>p { color: red }</style>",
            "<nav><div>Home</div></nav>",
            "<header><p>The Splint Herald</p></header>",
            "<footer><p>All rights reserved.</p></footer>",
            "<aside>Buy splints.</aside>",
            "<div id='cookieBanner'><p>We use cookies.</p></div>",
            "<div class='gdpr-consent'><div>Accept all</div></div>",
            "<div role='dialog'>Subscribe</div>",
            "<div class='social_share'>Tell a friend</div>",
            "<div style='display: none'>Hidden</div>",
            "<p hidden>Hidden</p>",
            "<blockquote>My aunt swears by glue.</blockquote>",
            "<blockquote>My aunt <blockquote>and hers</blockquote> swears by glue.</blockquote>",
        ] {
            let html = format!("<body>{furniture}{prose}</body>");
            assert_eq!(left(&html), "A splint keeps a broken finger still while the bone heals.", "{furniture}");
        }
    }
}
