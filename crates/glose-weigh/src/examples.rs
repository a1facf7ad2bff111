//! Examples to learn from: the signs of each, the answers that are true of it, the text it is from.

use rustc_hash::FxHashMap;

/// One example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Signs, by number in their [`Examples`], each once, in order, with their values.
    pub signs: Vec<(u32, f32)>,
    /// The answers that are true of it, by place.
    pub truths: Vec<usize>,
    /// The text (or family of texts) it is from: what is learnt from one is never judged by it.
    pub group: usize,
}

/// Examples and the names of their signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// The examples, in order.
    pub list: Vec<Example>,
}

impl Examples {
    /// The number of the sign `name`, given to it when it is new.
    pub fn sign(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The name of the sign `number`.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    /// How many signs there are.
    #[must_use]
    pub fn signs(&self) -> usize {
        self.names.len()
    }

    /// Adds an example; a sign that was seen several times has its largest value.
    pub fn push(&mut self, mut signs: Vec<(u32, f32)>, truths: Vec<usize>, group: usize) {
        signs.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        signs.dedup_by_key(|s| s.0);
        self.list.push(Example { signs, truths, group });
    }
}
