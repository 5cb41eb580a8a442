//! The words of headers, and those that say a price or something that is none.

use crate::roster::fold::fold;

/// Folded words, cut at punctuation, humps and between letters and digits.
pub fn words(raw: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(raw.len() + 8);
    let mut before = ' ';
    for letter in raw.chars() {
        let hump = before.is_lowercase() && letter.is_uppercase();
        let digit = before.is_alphanumeric()
            && letter.is_alphanumeric()
            && before.is_ascii_digit() != letter.is_ascii_digit();
        if hump || digit {
            spaced.push(' ');
        }
        let mark = unicode_normalization::char::is_combining_mark(letter);
        spaced.push(if letter.is_alphanumeric() || mark {
            letter
        } else {
            ' '
        });
        before = letter;
    }
    fold(&spaced)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

/// Words for what something costs, folded when they are compared.
pub const PRICE: &str = "price prices pricing cost costs rate rates fee fees quote charge precio precios tarifa tarifas costo \
    costos coste preco precos valor prix tarif tarifs cout preis preise honorar kosten prezzo prezzi tariffa costi prijs \
    prijzen tarief fiyat fiyati ucret ucreti цена цены стоимость прайс cena ceny stawka koszt harga biaya gia السعر سعر \
    تكلفة मूल्य कीमत 价格 报价 价 価格 料金 単価 단가 가격 비용";

/// Words that make something else of it: an income, a share, a cost of something smaller than a post.
const NOT_PRICE: &str = "earning earnings revenue income gmv sales profit agency commission budget engagement engagements \
    view views impression impressions click clicks follower followers subscriber cpm cpe cpv cpc per1k growth reply \
    completion conversion open watch response retention interaction like likes comment comments usage exclusivity";

/// Whether one of the words is in a list.
pub fn has_word(words: &[String], list: &str) -> bool {
    list.split_whitespace().any(|known| {
        let known = fold(known);
        let spaced = known
            .chars()
            .next()
            .is_none_or(|letter| letter < '\u{1100}');
        words
            .iter()
            .any(|word| *word == known || !spaced && word.contains(&known))
    })
}

/// Whether a header names what something costs.
pub fn is_price_header(words: &[String]) -> bool {
    has_word(words, PRICE) && !has_word(words, NOT_PRICE)
}
