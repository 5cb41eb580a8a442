//! Currencies and amounts of money.

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const USD: Currency = Currency(*b"USD");
    pub const EUR: Currency = Currency(*b"EUR");
    pub const JPY: Currency = Currency(*b"JPY");
    pub const SEK: Currency = Currency(*b"SEK");
    pub const INR: Currency = Currency(*b"INR");

    /// The currency with this code, if ISO 4217 knows it.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut letters: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        letters.make_ascii_uppercase();
        iso_currency::Currency::from_code(std::str::from_utf8(&letters).ok()?)?;
        Some(Currency(letters))
    }

    /// The three letters: `USD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("codes are ASCII letters")
    }

    /// What stands before an amount on screen: `$`, `€`, else the code and a blank.
    pub fn sign(&self) -> &str {
        let sign = SIGNS.iter().find(|(code, _)| *code == self.code());
        sign.map_or(self.code(), |(_, sign)| sign)
    }

    /// The currency that is meant by a sign or a code beside an amount, where amounts are mostly in
    /// `usual`: a dollar is one of Canada to a Canadian.
    pub fn meant(text: &str, usual: Option<Currency>) -> Option<Self> {
        let shared = SHARED.iter().find(|(sign, _)| *sign == text);
        if let (Some((_, codes)), Some(usual)) = (shared, usual)
            && codes.contains(&usual.code())
        {
            return Some(usual);
        }
        let known = SIGNS
            .iter()
            .find(|(_, sign)| sign.eq_ignore_ascii_case(text));
        Currency::from_code(known.map_or(text, |(code, _)| code))
    }
}

/// Signs of currencies that are known by one.
const SIGNS: &[(&str, &str)] = &[
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("KRW", "₩"),
    ("RUB", "₽"),
    ("TRY", "₺"),
    ("VND", "₫"),
    ("BRL", "R$"),
    ("NGN", "₦"),
    ("PHP", "₱"),
    ("UAH", "₴"),
    ("ILS", "₪"),
    ("IDR", "Rp"),
];

/// Signs that several currencies share.
const SHARED: &[(&str, &[&str])] = &[
    (
        "$",
        &[
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU",
        ],
    ),
    ("¥", &["JPY", "CNY"]),
];

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// The currency of costs, and what others are worth in it by the user's rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    base: Currency,
    rates: Vec<(Currency, f64)>,
}

impl Exchange {
    /// Rates: one unit of each currency is worth so many of the base currency.
    pub fn new(base: Currency, rates: Vec<(Currency, f64)>) -> Self {
        Exchange { base, rates }
    }

    /// The currency in which costs are computed and compared.
    pub fn base(&self) -> Currency {
        self.base
    }

    /// The currencies with a rate, and what one unit is worth.
    pub fn rates(&self) -> &[(Currency, f64)] {
        &self.rates
    }

    /// What one unit is worth in the base currency; none where no rate was given.
    pub fn rate(&self, currency: Currency) -> Option<f64> {
        if currency == self.base {
            return Some(1.0);
        }
        let mut rates = self.rates.iter();
        rates
            .find(|(known, _)| *known == currency)
            .map(|(_, rate)| *rate)
    }
}

impl Default for Exchange {
    fn default() -> Self {
        Currency::USD.into()
    }
}

impl From<Currency> for Exchange {
    fn from(base: Currency) -> Self {
        Exchange::new(base, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_codes_are_currencies() {
        assert_eq!(Currency::from_code(" usd "), Some(Currency::USD));
        assert_eq!(Currency::from_code("ABC"), None);
        assert_eq!(Currency::from_code("Ü"), None);
        assert_eq!(
            Currency::from_code("idr").map(|c| c.sign().to_owned()),
            Some("Rp".into())
        );
    }

    #[test]
    fn a_sign_that_many_share_is_that_of_the_usual_currency() {
        let code = |code| Currency::from_code(code);
        for (text, usual, meant) in [
            ("$", None, code("USD")),
            ("$", code("CAD"), code("CAD")),
            ("$", code("EUR"), code("USD")),
            ("¥", code("CNY"), code("CNY")),
            ("€", code("CAD"), code("EUR")),
            ("r$", None, code("BRL")),
            ("usd", None, code("USD")),
            ("xyz", None, None),
        ] {
            assert_eq!(Currency::meant(text, usual), meant, "{text}");
        }
    }

    #[test]
    fn a_currency_without_a_rate_is_worth_nothing_that_is_known() {
        let gbp = Currency::from_code("GBP").unwrap();
        let exchange = Exchange::new(Currency::USD, vec![(Currency::EUR, 1.08)]);
        assert_eq!(exchange.rate(Currency::USD), Some(1.0));
        assert_eq!(exchange.rate(Currency::EUR), Some(1.08));
        assert_eq!(exchange.rate(gbp), None);
    }
}
