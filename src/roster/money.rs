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
}
