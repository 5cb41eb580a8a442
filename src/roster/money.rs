//! Currencies and amounts of money.

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const USD: Currency = Currency(*b"USD");
    pub const EUR: Currency = Currency(*b"EUR");

    /// The currency with this code, if ISO 4217 knows it.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        iso_currency::Currency::from_code(&code)?;
        Some(Currency(code.as_bytes().try_into().ok()?))
    }

    /// The three letters: `USD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("codes are ASCII letters")
    }

    /// What stands before an amount on screen: `$`, `€`, else the code and a blank.
    pub fn sign(&self) -> &str {
        match &self.0 {
            b"USD" => "$",
            b"EUR" => "€",
            b"GBP" => "£",
            b"JPY" => "¥",
            b"INR" => "₹",
            b"KRW" => "₩",
            b"RUB" => "₽",
            b"TRY" => "₺",
            b"VND" => "₫",
            b"BRL" => "R$",
            b"NGN" => "₦",
            b"PHP" => "₱",
            b"UAH" => "₴",
            b"ILS" => "₪",
            b"IDR" => "Rp",
            _ => self.code(),
        }
    }
}

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
    fn a_currency_without_a_rate_is_worth_nothing_that_is_known() {
        let gbp = Currency::from_code("GBP").unwrap();
        let exchange = Exchange::new(Currency::USD, vec![(Currency::EUR, 1.08)]);
        assert_eq!(exchange.rate(Currency::USD), Some(1.0));
        assert_eq!(exchange.rate(Currency::EUR), Some(1.08));
        assert_eq!(exchange.rate(gbp), None);
    }
}
