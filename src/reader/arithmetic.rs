//! The encoder's sums that are not matrix products, as plain loops over sixteen lanes.
//!
//! Every processor must get the same bits: sums have a fixed order, nothing is left to a mathematical library, and
//! multiplications are not fused with additions. The loops are compiled once for each width of vectors, and the widest
//! that the processor has is taken; that changes the speed alone.

use rten_simd::{Isa, SimdOp};

/// How many numbers are worked on at a time. Every row's length is a multiple of it.
const LANES: usize = 16;

/// The numbers worked on at a time.
pub(super) type Lanes = [f32; LANES];

/// How many numbers of a token belong to one head.
pub(super) const HEAD_WIDTH: usize = 32;

/// Added to a small number, it moves the rounded number into the lowest bits.
const ROUNDING: f32 = 12_582_912.0;

/// The largest 8-bit activation; `training/export.py` says why weights are smaller.
const ACTIVATION_LIMIT: f32 = 255.0;

/// As in the encoder's training.
const NORM_EPSILON: f32 = 1e-12;

/// The sums of an 8-bit product back to numbers: `(sum - zero · column) · scale + bias`, each with its own.
pub(super) struct Dequantize<'a> {
    /// The product's row.
    pub(super) sums: &'a [i32],
    /// What stands for zero in the row that went in.
    pub(super) zero: i32,
    /// The scale of the row that went in.
    pub(super) scale: f32,
    /// The sum of each of the matrix's columns.
    pub(super) columns: &'a [i32],
    /// The scale of each column.
    pub(super) scales: &'a [f32],
    /// What is added to each.
    pub(super) bias: &'a [f32],
    /// Where the numbers go.
    pub(super) output: &'a mut [f32],
}

impl SimdOp for Dequantize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        let sums = self.sums.as_chunks::<LANES>().0;
        let columns = self.columns.as_chunks::<LANES>().0;
        let scales = self.scales.as_chunks::<LANES>().0;
        let bias = self.bias.as_chunks::<LANES>().0;
        let output = self.output.as_chunks_mut::<LANES>().0;
        for ((((output, sums), columns), scales), bias) in
            output.iter_mut().zip(sums).zip(columns).zip(scales).zip(bias)
        {
            for lane in 0..LANES {
                let sum = (sums[lane] - self.zero * columns[lane]) as f32;
                output[lane] = sum * (self.scale * scales[lane]) + bias[lane];
            }
        }
    }
}

/// Numbers to bytes: the row's range, which always holds zero, is cut into equal steps. Gives the step and the byte
/// that stands for zero.
pub(super) struct Quantize<'a> {
    /// The numbers.
    pub(super) row: &'a [f32],
    /// Their bytes.
    pub(super) cells: &'a mut [u8],
}

impl SimdOp for Quantize<'_> {
    type Output = (f32, i32);

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) -> (f32, i32) {
        let row = self.row.as_chunks::<LANES>().0;
        let (mut low, mut high) = ([0.0; LANES], [0.0; LANES]);
        for numbers in row {
            for lane in 0..LANES {
                low[lane] = lesser(numbers[lane], low[lane]);
                high[lane] = greater(numbers[lane], high[lane]);
            }
        }
        let (low, high) = (low.into_iter().fold(0.0, lesser), high.into_iter().fold(0.0, greater));
        let span = if high - low > 0.0 { high - low } else { 1.0 };
        let steps = ACTIVATION_LIMIT / span;
        let zero = (-low * steps + ROUNDING) - ROUNDING;
        for (cells, numbers) in self.cells.as_chunks_mut::<LANES>().0.iter_mut().zip(row) {
            for lane in 0..LANES {
                let cell = lesser(greater(numbers[lane] * steps + zero, 0.0), ACTIVATION_LIMIT);
                cells[lane] = (cell + ROUNDING).to_bits() as u8;
            }
        }
        (span / ACTIVATION_LIMIT, zero as i32)
    }
}

/// Adds one row to another, and brings the result to a mean of zero and a variance of one before the learnt part.
pub(super) struct Normalize<'a> {
    /// The row that stays.
    pub(super) row: &'a mut [f32],
    /// What is added to it first.
    pub(super) added: &'a [f32],
    /// What each number is multiplied by.
    pub(super) gain: &'a [f32],
    /// And what is added to it.
    pub(super) shift: &'a [f32],
}

impl SimdOp for Normalize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        let count = self.row.len() as f32;
        let row = self.row.as_chunks_mut::<LANES>().0;
        let mut sums = [0.0; LANES];
        for (numbers, added) in row.iter_mut().zip(self.added.as_chunks::<LANES>().0) {
            for lane in 0..LANES {
                numbers[lane] += added[lane];
                sums[lane] += numbers[lane];
            }
        }
        let mean = total(sums) / count;
        let mut squares = [0.0; LANES];
        for numbers in &*row {
            for lane in 0..LANES {
                let distance = numbers[lane] - mean;
                squares[lane] += distance * distance;
            }
        }
        let narrowing = 1.0 / (total(squares) / count + NORM_EPSILON).sqrt();
        let learnt = self.gain.as_chunks::<LANES>().0.iter().zip(self.shift.as_chunks::<LANES>().0);
        for (numbers, (gain, shift)) in row.iter_mut().zip(learnt) {
            for lane in 0..LANES {
                numbers[lane] = (numbers[lane] - mean) * narrowing * gain[lane] + shift[lane];
            }
        }
    }
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016) of every number.
pub(super) struct Gelu<'a>(pub(super) &'a mut [f32]);

impl SimdOp for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        for numbers in self.0.as_chunks_mut::<LANES>().0 {
            for number in numbers {
                *number = gelu(*number);
            }
        }
    }
}

/// Attention of one head over the tokens of one input (Vaswani et al. 2017).
pub(super) struct Attend<'a> {
    /// The tokens' queries, keys and values, all heads of each in turn.
    pub(super) tokens: &'a [f32],
    /// Which head.
    pub(super) head: usize,
    /// Where each token's result goes, all heads in turn.
    pub(super) output: &'a mut [f32],
    /// The width of a token's result.
    pub(super) width: usize,
    /// Room for the keys, sixteen tokens side by side.
    pub(super) keys: &'a mut Vec<[Lanes; HEAD_WIDTH]>,
    /// Room for what a token attends to.
    pub(super) weights: &'a mut Vec<Lanes>,
}

impl SimdOp for Attend<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) {
        let Self { tokens, head, output, width, keys, weights } = self;
        let rows = || tokens.chunks_exact(3 * width);
        let count = rows().len();
        let part = |row: &'_ [f32], which: usize| -> [f32; HEAD_WIDTH] {
            row[which * width + head * HEAD_WIDTH..].first_chunk().copied().unwrap_or([0.0; HEAD_WIDTH])
        };
        let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();

        keys.clear();
        keys.resize(count.div_ceil(LANES), [[0.0; LANES]; HEAD_WIDTH]);
        for (place, row) in rows().enumerate() {
            for (number, lanes) in part(row, 1).into_iter().zip(&mut keys[place / LANES]) {
                lanes[place % LANES] = number * scale;
            }
        }
        weights.resize(keys.len(), [0.0; LANES]);

        for (row, output) in rows().zip(output.chunks_exact_mut(width)) {
            let query = part(row, 0);
            for (weights, keys) in weights.iter_mut().zip(&*keys) {
                *weights = [0.0; LANES];
                for (number, key) in query.iter().zip(keys) {
                    for lane in 0..LANES {
                        weights[lane] += number * key[lane];
                    }
                }
            }
            // Places beyond the last token get nothing.
            weights.as_flattened_mut()[count..].fill(f32::MIN);
            let whole = softmax_parts(weights);

            let mut mean = [0.0; HEAD_WIDTH];
            for (weight, row) in weights.as_flattened().iter().zip(rows()) {
                let value = part(row, 2);
                for place in 0..HEAD_WIDTH {
                    mean[place] += weight * value[place];
                }
            }
            for (output, mean) in output[head * HEAD_WIDTH..].iter_mut().zip(mean) {
                *output = mean / whole;
            }
        }
    }
}

/// Numbers to positive ones in the proportion of their exponentials; gives the sum of those.
#[inline(always)]
fn softmax_parts(numbers: &mut [Lanes]) -> f32 {
    let mut highest = [f32::MIN; LANES];
    for numbers in &*numbers {
        for lane in 0..LANES {
            highest[lane] = greater(numbers[lane], highest[lane]);
        }
    }
    let highest = highest.into_iter().fold(f32::MIN, greater);
    let mut sums = [0.0; LANES];
    for numbers in numbers {
        for lane in 0..LANES {
            numbers[lane] = exponential(numbers[lane] - highest);
            sums[lane] += numbers[lane];
        }
    }
    total(sums)
}

/// Numbers to probabilities.
pub(super) fn softmax<const COUNT: usize>(numbers: [f32; COUNT]) -> [f32; COUNT] {
    let highest = numbers.into_iter().fold(f32::MIN, greater);
    let parts = numbers.map(|number| exponential(number - highest));
    let whole: f32 = parts.iter().sum();
    parts.map(|part| part / whole)
}

/// The hyperbolic tangent.
pub(super) fn tanh(number: f32) -> f32 {
    1.0 - 2.0 / (exponential(2.0 * number) + 1.0)
}

#[inline(always)]
fn gelu(number: f32) -> f32 {
    0.5 * number * (1.0 + error_function(number * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function, by formula 7.1.26 of Abramowitz and Stegun, good to 1.5e-7.
#[inline(always)]
fn error_function(number: f32) -> f32 {
    let size = number.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let polynomial = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    (1.0 - polynomial * exponential(-size * size)).copysign(number)
}

/// The exponential: a power of two times a polynomial over half an octave on either side (the constants of Cephes' `expf`).
#[inline(always)]
fn exponential(number: f32) -> f32 {
    let number = lesser(greater(number, -87.0), 88.0);
    let shifted = number * std::f32::consts::LOG2_E + ROUNDING;
    let octaves = shifted - ROUNDING;
    let rest = number - octaves * 0.693_359_4 + octaves * 2.121_944_4e-4;
    let polynomial = ((((1.987_569_2e-4 * rest + 1.398_2e-3) * rest + 8.333_452e-3) * rest + 4.166_579_6e-2) * rest
        + 1.666_666_5e-1)
        * rest
        + 0.5;
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    (polynomial * rest * rest + rest + 1.0) * power
}

/// The sum of the lanes, in a fixed order.
#[inline(always)]
fn total(lanes: Lanes) -> f32 {
    lanes.into_iter().fold(0.0, |sum, lane| sum + lane)
}

/// The lesser of two numbers, as processors give it; `f32::min` takes more care of what is not a number.
#[inline(always)]
fn lesser(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// The greater of two numbers.
#[inline(always)]
fn greater(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}
