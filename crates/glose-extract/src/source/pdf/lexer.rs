//! Tokens of a content stream (ISO 32000-1, 7.8.2), read in one pass without building objects:
//! numbers, names and strings go on a stack that the operator then reads.

/// Operands kept of one operator. `TJ` arrays are the only long ones; what is beyond is dropped.
const MAX_OPERANDS: usize = 1 << 16;
/// How deep arrays and dictionaries may nest inside an operand.
const MAX_NESTING: usize = 64;

/// Powers of ten.
const POWERS: [f64; 19] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

/// One operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operand<'a> {
    /// A number.
    Number(f32),
    /// A name, without its slash, as written.
    Name(&'a [u8]),
    /// A string whose bytes stand in the stream as they are.
    Plain(&'a [u8]),
    /// A string that had to be decoded: range of `Lexer::decoded`.
    Decoded(usize, usize),
    /// A dictionary as written, with its brackets.
    Dict(&'a [u8]),
    /// Beginning of an array.
    Open,
    /// End of an array.
    Close,
    /// `true`, `false`, `null`.
    Other,
}

/// Reads a content stream operator by operator.
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    /// Operands of the operator read last.
    pub(super) operands: Vec<Operand<'a>>,
    decoded: Vec<u8>,
}

impl<'a> Lexer<'a> {
    /// A lexer over the bytes of a stream.
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, operands: Vec::with_capacity(64), decoded: Vec::new() }
    }

    /// The next operator; its operands are in `operands`. `None` at the end.
    pub(super) fn operator(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.decoded.clear();
        loop {
            let first = *self.data.get(self.at)?;
            match first {
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    let number = self.number();
                    self.push(Operand::Number(number));
                }
                b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' | 0 => self.at += 1,
                b'[' => {
                    self.at += 1;
                    self.push(Operand::Open);
                }
                b']' => {
                    self.at += 1;
                    self.push(Operand::Close);
                }
                b'(' => self.literal(),
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                    let from = self.at;
                    self.skip_dict();
                    let dict = self.data.get(from..self.at).unwrap_or_default();
                    self.push(Operand::Dict(dict));
                }
                b'<' => self.hexadecimal(),
                b'/' => {
                    self.at += 1;
                    let name = self.regular();
                    self.push(Operand::Name(name));
                }
                b'%' => self.comment(),
                b'>' | b')' | b'{' | b'}' => self.at += 1,
                _ => {
                    let word = self.regular();
                    match word {
                        b"true" | b"false" | b"null" => self.push(Operand::Other),
                        b"BI" => {
                            self.skip_inline_image();
                            self.operands.clear();
                        }
                        _ => return Some(word),
                    }
                }
            }
        }
    }

    /// The bytes of a string operand.
    pub(super) fn bytes<'b>(&'b self, operand: Operand<'a>) -> Option<&'b [u8]>
    where
        'a: 'b,
    {
        match operand {
            Operand::Plain(bytes) => Some(bytes),
            Operand::Decoded(from, to) => self.decoded.get(from..to),
            _ => None,
        }
    }

    /// The `n`th number from the end, 0 the last.
    pub(super) fn number_back(&self, n: usize) -> f32 {
        let at = self.operands.len().checked_sub(n + 1);
        match at.and_then(|i| self.operands.get(i)) {
            Some(Operand::Number(value)) => *value,
            _ => 0.0,
        }
    }

    /// The last `N` operands as numbers, missing ones 0.
    pub(super) fn numbers<const N: usize>(&self) -> [f32; N] {
        std::array::from_fn(|i| self.number_back(N - 1 - i))
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.operands.len() < MAX_OPERANDS {
            self.operands.push(operand);
        }
    }

    fn number(&mut self) -> f32 {
        let (data, mut at) = (self.data, self.at);
        let mut negative = false;
        while let Some(sign @ (b'+' | b'-')) = data.get(at) {
            negative |= *sign == b'-';
            at += 1;
        }
        // Figures beyond the eighteenth say nothing that a number here could hold.
        let (mut whole, mut figures, mut point, mut beyond) = (0_u64, 0_usize, None::<usize>, 0);
        while let Some(byte) = data.get(at) {
            match byte {
                b'0'..=b'9' if figures < 18 => {
                    whole = whole * 10 + u64::from(byte - b'0');
                    figures += 1;
                }
                b'0'..=b'9' => beyond += i32::from(point.is_none()),
                b'.' if point.is_none() => point = Some(figures),
                // Some writers put a second sign or point inside a number.
                b'-' | b'.' => {}
                _ => break,
            }
            at += 1;
        }
        self.at = at;
        let behind = point.map(|at| figures - at);
        let value = whole as f64 / behind.and_then(|n| POWERS.get(n)).unwrap_or(&1.0);
        let value = if beyond > 0 { value * 10.0_f64.powi(beyond) } else { value };
        let value = if negative { -value } else { value };
        if value.is_finite() { value.clamp(-1e9, 1e9) as f32 } else { 0.0 }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| is_delimiter(*b)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn comment(&mut self) {
        while let Some(byte) = self.data.get(self.at) {
            if matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.at += 1;
        }
    }

    /// `( … )`: plain where it has neither escapes nor line ends.
    fn literal(&mut self) {
        self.at += 1;
        let from = self.at;
        let mut depth = 1_usize;
        while let Some(byte) = self.data.get(self.at) {
            match byte {
                b'\\' | b'\r' => return self.escaped(from, depth),
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        let bytes = self.data.get(from..self.at).unwrap_or_default();
                        self.at += 1;
                        return self.push(Operand::Plain(bytes));
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        let bytes = self.data.get(from..).unwrap_or_default();
        self.push(Operand::Plain(bytes));
    }

    /// The rest of a string that has escapes; what is before them is copied.
    fn escaped(&mut self, from: usize, mut depth: usize) {
        let start = self.decoded.len();
        self.decoded.extend_from_slice(self.data.get(from..self.at).unwrap_or_default());
        while let Some(byte) = self.data.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    self.decoded.push(b'(');
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    self.decoded.push(b')');
                }
                b'\r' => {
                    if self.data.get(self.at) == Some(&b'\n') {
                        self.at += 1;
                    }
                    self.decoded.push(b'\n');
                }
                b'\\' => self.escape(),
                other => self.decoded.push(*other),
            }
        }
        self.push(Operand::Decoded(start, self.decoded.len()));
    }

    fn escape(&mut self) {
        let Some(byte) = self.data.get(self.at) else { return };
        self.at += 1;
        let plain = match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.data.get(self.at) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                (code & 0xff) as u8
            }
            b'\r' => {
                if self.data.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
                return;
            }
            b'\n' => return,
            other => *other,
        };
        self.decoded.push(plain);
    }

    fn hexadecimal(&mut self) {
        self.at += 1;
        let start = self.decoded.len();
        // Digits with no white between them, nearly always.
        while let Some([high, low]) = self.data.get(self.at..self.at + 2) {
            let (high, low) = (DIGIT[usize::from(*high)], DIGIT[usize::from(*low)]);
            if (high | low) > 15 {
                break;
            }
            self.decoded.push(high << 4 | low);
            self.at += 2;
        }
        let mut half: Option<u8> = None;
        while let Some(byte) = self.data.get(self.at) {
            self.at += 1;
            let digit = DIGIT[usize::from(*byte)];
            if *byte == b'>' {
                break;
            }
            if digit < 16 {
                match half.take() {
                    Some(high) => self.decoded.push(high << 4 | digit),
                    None => half = Some(digit),
                }
            }
        }
        if let Some(high) = half {
            self.decoded.push(high << 4);
        }
        self.push(Operand::Decoded(start, self.decoded.len()));
    }

    /// Past a dictionary, whatever is in it.
    fn skip_dict(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.data.get(self.at) {
            match byte {
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                    depth += 1;
                    self.at += 2;
                    if depth > MAX_NESTING {
                        return;
                    }
                }
                b'>' if self.data.get(self.at + 1) == Some(&b'>') => {
                    depth = depth.saturating_sub(1);
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                // Strings may hold brackets: they are read and thrown away.
                b'<' => {
                    self.hexadecimal();
                    self.operands.pop();
                }
                b'(' => {
                    self.literal();
                    self.operands.pop();
                }
                b'%' => self.comment(),
                _ => self.at += 1,
            }
        }
    }

    /// Past `BI … ID … EI`. The end is the first `EI` between white space after which the stream
    /// goes on with text, not with bytes of the picture.
    fn skip_inline_image(&mut self) {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let Some(id) = rest.windows(2).position(|w| w == b"ID") else {
            self.at = self.data.len();
            return;
        };
        let mut at = self.at + id + 2;
        loop {
            let rest = self.data.get(at..).unwrap_or_default();
            let Some(found) = rest.windows(2).position(|w| w == b"EI") else {
                self.at = self.data.len();
                return;
            };
            let end = at + found;
            let before = end.checked_sub(1).and_then(|i| self.data.get(i)).copied().unwrap_or(b' ');
            let after = self.data.get(end + 2..self.data.len().min(end + 18)).unwrap_or_default();
            let ends = is_space(before)
                && after.first().is_none_or(|b| is_space(*b))
                && after.iter().all(|b| (b' '..=b'~').contains(b) || is_space(*b));
            at = end + 2;
            if ends {
                self.at = at;
                return;
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    CLASS[usize::from(byte)] == SPACE
}

fn is_delimiter(byte: u8) -> bool {
    CLASS[usize::from(byte)] != REGULAR
}

/// Values of hexadecimal digits, 255 for other bytes.
static DIGIT: [u8; 256] = {
    let mut table = [255; 256];
    let mut i = 0;
    while i < 16 {
        table[b"0123456789abcdef"[i] as usize] = i as u8;
        table[b"0123456789ABCDEF"[i] as usize] = i as u8;
        i += 1;
    }
    table
};

const REGULAR: u8 = 0;
const SPACE: u8 = 1;
const DELIMITER: u8 = 2;

/// What each byte is (ISO 32000-1, 7.2.2).
static CLASS: [u8; 256] = {
    let mut table = [REGULAR; 256];
    let mut i = 0;
    while i < table.len() {
        table[i] = match i as u8 {
            b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' | 0 => SPACE,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => DELIMITER,
            _ => REGULAR,
        };
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn strings(data: &[u8]) -> Vec<Vec<u8>> {
        let mut lexer = Lexer::new(data);
        lexer.operator().unwrap();
        lexer.operands.iter().filter_map(|o| lexer.bytes(*o)).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn strings_are_decoded() {
        assert_eq!(strings(b"(a(b)c) Tj"), [b"a(b)c".to_vec()]);
        assert_eq!(strings(br"(\(\351\\n\)) Tj"), [b"(\xe9\\n)".to_vec()]);
        assert_eq!(strings(b"[(a) -250.5 <62 6>] TJ"), [b"a".to_vec(), b"b`".to_vec()]);
        assert_eq!(strings(b"(a\\\nb\r\nc) Tj"), [b"ab\nc".to_vec()]);
    }

    #[test]
    fn numbers_are_read() {
        let mut lexer = Lexer::new(b"1 -.5 +3.25 --4 5.-6 Td");
        assert_eq!(lexer.operator(), Some(&b"Td"[..]));
        assert_eq!(lexer.numbers::<5>(), [1.0, -0.5, 3.25, -4.0, 5.6]);
    }

    #[test]
    fn pictures_and_dictionaries_are_stepped_over() {
        let mut lexer = Lexer::new(b"BI /W 1 ID \x01 EI\x80 EI Q /Span <</ActualText (>>)>> BDC");
        assert_eq!(lexer.operator(), Some(&b"Q"[..]));
        assert_eq!(lexer.operator(), Some(&b"BDC"[..]));
        assert_eq!(lexer.operands, [Operand::Name(b"Span"), Operand::Dict(b"<</ActualText (>>)>>")]);
        assert_eq!(lexer.operator(), None);
    }
}
