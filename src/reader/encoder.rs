//! The encoder: a small BERT (Devlin et al. 2019), its tokens' mean, and a classifier over it.
//!
//! Matrix products are done in 8 bits: weights are stored so, and each token is brought to bytes by its own range, so
//! that no token's numbers depend on what else is read at the same time. It must not know of text.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;

use super::arithmetic::{Attend, Dequantize, Gelu, HEAD_WIDTH, Lanes, Normalize, Quantize, softmax, tanh};
use super::weights::{Dense, INNER, LayerWeights, Matrix, Norm, STANCES, WIDTH, Weights};

const HEADS: usize = WIDTH / HEAD_WIDTH;

/// Products of unsigned bytes with signed ones.
type Multiplier = GemmExecutor<u8, i8, i32>;

/// What the encoder reads: evidence and claim with the marks around them.
pub(super) struct Input {
    /// The numbers of the pieces; those that it does not know are left out.
    pub(super) pieces: Vec<u32>,
    /// How many of them are the evidence's.
    pub(super) evidence_length: usize,
}

/// The encoder with its weights, ready to read.
pub(super) struct Encoder {
    weights: Weights<'static>,
    layers: Vec<Layer>,
}

impl Encoder {
    /// Makes the weights ready for this processor's multiplication.
    pub(super) fn new(mut weights: Weights<'static>) -> Self {
        let multiplier = Multiplier::new();
        let layers = weights.layers.drain(..).map(|layer| Layer::new(layer, &multiplier)).collect();
        Self { weights, layers }
    }

    /// The probability of each stance, for each input.
    pub(super) fn read(&self, inputs: &[Input]) -> Vec<[f32; STANCES]> {
        let mut tokens = Vec::new();
        let mut lengths = Vec::with_capacity(inputs.len());
        for input in inputs {
            let before = tokens.len();
            self.embed(input, &mut tokens);
            lengths.push((tokens.len() - before) / WIDTH);
        }
        // It chooses this processor's multiplication, which costs nothing, and cannot be shared between threads.
        let multiplier = Multiplier::new();
        let mut room = Room::default();
        for layer in &self.layers {
            layer.apply(&mut tokens, &lengths, &multiplier, &mut room);
        }
        let mut rest = tokens.as_slice();
        lengths
            .into_iter()
            .map(|length| {
                let (own, after) = rest.split_at(length * WIDTH);
                rest = after;
                self.judge(own)
            })
            .collect()
    }

    /// Appends the vectors of an input's tokens.
    fn embed(&self, input: &Input, tokens: &mut Vec<f32>) {
        let Weights { pieces, positions, sides, embedded, .. } = &self.weights;
        let (evidence_side, claim_side) = sides.split_at(WIDTH);
        for (place, (piece, position)) in input.pieces.iter().zip(positions.chunks_exact(WIDTH)).enumerate() {
            let piece = *piece as usize;
            let (Some(cells), Some(scale)) = (pieces.bytes.chunks_exact(WIDTH).nth(piece), pieces.scales.get(piece))
            else {
                continue;
            };
            let side = if place < input.evidence_length { evidence_side } else { claim_side };
            let start = tokens.len();
            tokens.extend(cells.iter().zip(side).map(|(cell, side)| f32::from(cell.cast_signed()) * scale + side));
            embedded.apply(&mut tokens[start..], position);
        }
    }

    /// From the tokens of an input to its stances.
    fn judge(&self, tokens: &[f32]) -> [f32; STANCES] {
        let mut mean = [0.0; WIDTH];
        let share = 1.0 / (tokens.len() / WIDTH) as f32;
        for token in tokens.chunks_exact(WIDTH) {
            for (mean, number) in mean.iter_mut().zip(token) {
                *mean += number * share;
            }
        }
        let features: [f32; WIDTH] = self.weights.dense.apply(&mean);
        softmax(self.weights.stance.apply(&features.map(tanh)))
    }
}

/// One layer: tokens look at each other, then each is worked on alone.
struct Layer {
    attend: Linear,
    merge: Linear,
    merged: Norm,
    widen: Linear,
    narrow: Linear,
    narrowed: Norm,
}

impl Layer {
    fn new(weights: LayerWeights<'_>, multiplier: &Multiplier) -> Self {
        Self {
            attend: Linear::new(weights.attend, multiplier),
            merge: Linear::new(weights.merge, multiplier),
            merged: weights.merged,
            widen: Linear::new(weights.widen, multiplier),
            narrow: Linear::new(weights.narrow, multiplier),
            narrowed: weights.narrowed,
        }
    }

    fn apply(&self, tokens: &mut [f32], lengths: &[usize], multiplier: &Multiplier, room: &mut Room) {
        let Room { bytes, sums, wide, narrow, keys, weights } = room;
        bytes.fill_from(tokens, WIDTH);
        self.attend.apply(bytes, multiplier, sums, wide);
        narrow.resize(tokens.len(), 0.0);
        let (mut wide_rest, mut narrow_rest) = (wide.as_slice(), narrow.as_mut_slice());
        for length in lengths {
            let (own, after) = wide_rest.split_at(length * 3 * WIDTH);
            let (output, output_after) = narrow_rest.split_at_mut(length * WIDTH);
            (wide_rest, narrow_rest) = (after, output_after);
            for head in 0..HEADS {
                Attend { tokens: own, head, output, width: WIDTH, keys, weights }.dispatch();
            }
        }
        bytes.fill_from(narrow, WIDTH);
        self.merge.apply(bytes, multiplier, sums, narrow);
        self.merged.apply_all(tokens, narrow);

        bytes.fill_from(tokens, WIDTH);
        self.widen.apply(bytes, multiplier, sums, wide);
        Gelu(wide).dispatch();
        bytes.fill_from(wide, INNER);
        self.narrow.apply(bytes, multiplier, sums, narrow);
        self.narrowed.apply_all(tokens, narrow);
    }
}

/// Rows of bytes with what brings them back to numbers.
#[derive(Default)]
struct Bytes {
    width: usize,
    cells: Vec<u8>,
    ranges: Vec<(f32, i32)>,
}

impl Bytes {
    fn fill_from(&mut self, numbers: &[f32], width: usize) {
        self.width = width;
        self.cells.resize(numbers.len(), 0);
        self.ranges.clear();
        let rows = numbers.chunks_exact(width).zip(self.cells.chunks_exact_mut(width));
        self.ranges.extend(rows.map(|(row, cells)| Quantize { row, cells }.dispatch()));
    }
}

/// Room for what is computed on the way, kept from layer to layer.
#[derive(Default)]
struct Room {
    bytes: Bytes,
    sums: Vec<i32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    keys: Vec<[Lanes; HEAD_WIDTH]>,
    weights: Vec<Lanes>,
}

/// A matrix that was packed for multiplication, and what turns its products into numbers.
struct Linear {
    packed: PackedBMatrix<i8>,
    columns: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    fn new(matrix: Matrix<'_>, multiplier: &Multiplier) -> Self {
        let outputs = matrix.bias.len();
        let cells: Vec<i8> = matrix.cells.bytes.iter().map(|byte| byte.cast_signed()).collect();
        let mut columns = vec![0; outputs];
        for row in cells.chunks_exact(outputs) {
            for (column, cell) in columns.iter_mut().zip(row) {
                *column += i32::from(*cell);
            }
        }
        let packed = multiplier.prepack_b(NdTensorView::from_data([matrix.inputs, outputs], cells.as_slice()));
        Self { packed, columns, scales: matrix.cells.scales, bias: matrix.bias }
    }

    fn apply(&self, input: &Bytes, multiplier: &Multiplier, sums: &mut Vec<i32>, output: &mut Vec<f32>) {
        let (rows, outputs) = (input.ranges.len(), self.bias.len());
        sums.resize(rows * outputs, 0);
        output.resize(rows * outputs, 0.0);
        let cells = NdTensorView::from_data([rows, input.width], input.cells.as_slice());
        multiplier
            .gemm(sums, GemmInputA::Unpacked(cells), GemmInputB::Packed(&self.packed), GemmOptions::default())
            .expect("the sizes fit, as every weight's shape was looked at");
        let rows = sums.chunks_exact(outputs).zip(output.chunks_exact_mut(outputs));
        for ((sums, output), (scale, zero)) in rows.zip(&input.ranges) {
            let Self { columns, scales, bias, .. } = self;
            Dequantize { sums, zero: *zero, scale: *scale, columns, scales, bias, output }.dispatch();
        }
    }
}

impl Dense {
    fn apply<const OUTPUTS: usize>(&self, input: &[f32; WIDTH]) -> [f32; OUTPUTS] {
        let mut output = [0.0; OUTPUTS];
        output.iter_mut().zip(&self.bias).for_each(|(output, bias)| *output = *bias);
        for (number, row) in input.iter().zip(self.weight.chunks_exact(OUTPUTS)) {
            for (output, weight) in output.iter_mut().zip(row) {
                *output += number * weight;
            }
        }
        output
    }
}

impl Norm {
    fn apply(&self, row: &mut [f32], added: &[f32]) {
        Normalize { row, added, gain: &self.gain, shift: &self.shift }.dispatch();
    }

    fn apply_all(&self, rows: &mut [f32], added: &[f32]) {
        for (row, added) in rows.chunks_exact_mut(WIDTH).zip(added.chunks_exact(WIDTH)) {
            self.apply(row, added);
        }
    }
}
