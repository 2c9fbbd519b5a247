//! The file of weights: a safetensors file as `training/export.py` writes it, checked and taken apart.
//!
//! It must not compute: what the numbers are for, the encoder knows. No byte of the file is trusted before its
//! checksum and every shape have been looked at.

use safetensors::{Dtype, SafeTensorError, SafeTensors};

/// The layout that this program reads.
const VERSION: &str = "1";

/// How many numbers describe a token.
pub(super) const WIDTH: usize = 384;
/// How many numbers describe a token between the two steps of a layer's second half.
pub(super) const INNER: usize = 1536;
/// How many layers the encoder has.
pub(super) const LAYERS: usize = 6;
/// How many places of an input have a vector.
pub(super) const POSITIONS: usize = 160;
/// How many stances there are.
pub(super) const STANCES: usize = 4;

/// Why a file of weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file is not a safetensors file, is cut, or has no tensor of a needed name.
    #[error("the weights are not a whole safetensors file ({0}); write them again with training/export.py")]
    Malformed(#[from] SafeTensorError),
    /// The file is of another version of the layout.
    #[error(
        "the weights have layout version {found:?}, and {VERSION} is needed; write them again with training/export.py"
    )]
    Version {
        /// The version that the file names, if any.
        found: Option<String>,
    },
    /// The numbers are not those that were written.
    #[error("the weights are damaged: checksum {found}, and the file says {stated:?}; take a fresh copy of them")]
    Checksum {
        /// The checksum of the bytes as they are.
        found: String,
        /// The checksum that the file names, if any.
        stated: Option<String>,
    },
    /// A tensor is of another kind or size.
    #[error("the weights' tensor {name} is {found}, and {wanted} is needed; was another encoder exported?")]
    Shape {
        /// The tensor.
        name: String,
        /// Its kind and shape.
        found: String,
        /// The kind and shape that the encoder needs.
        wanted: String,
    },
    /// The vocabulary is not text.
    #[error("the weights' vocabulary is not UTF-8 ({0}); write them again with training/export.py")]
    Vocabulary(#[from] std::str::Utf8Error),
    /// The vocabulary has no such piece.
    #[error("the weights' vocabulary has no {piece}; write them again with training/export.py")]
    Piece {
        /// The missing piece.
        piece: &'static str,
    },
}

/// Everything in the file, by its part in the encoder. Large parts are left where they are.
pub(super) struct Weights<'file> {
    /// The pieces of words, one a line.
    pub(super) vocabulary: &'file str,
    /// A vector for each piece.
    pub(super) pieces: Cells<'file>,
    /// A vector for each place.
    pub(super) positions: Vec<f32>,
    /// A vector for each of the two sides.
    pub(super) sides: Vec<f32>,
    /// After the sum of the three.
    pub(super) embedded: Norm,
    /// From the first to the last.
    pub(super) layers: Vec<LayerWeights<'file>>,
    /// From the mean of all tokens to what matters of it.
    pub(super) dense: Dense,
    /// From that to the stances.
    pub(super) stance: Dense,
}

/// The weights of one layer.
pub(super) struct LayerWeights<'file> {
    /// A token to its query, key and value.
    pub(super) attend: Matrix<'file>,
    /// The heads' results to one.
    pub(super) merge: Matrix<'file>,
    /// After the first half.
    pub(super) merged: Norm,
    /// To the inner width.
    pub(super) widen: Matrix<'file>,
    /// And back.
    pub(super) narrow: Matrix<'file>,
    /// After the second half.
    pub(super) narrowed: Norm,
}

/// A table of signed bytes, row by row, and the scales to multiply them by.
pub(super) struct Cells<'file> {
    /// The bytes.
    pub(super) bytes: &'file [u8],
    /// One for each row or column.
    pub(super) scales: Vec<f32>,
}

/// An 8-bit matrix with its inputs as rows and a scale for each output.
pub(super) struct Matrix<'file> {
    /// How many numbers go in.
    pub(super) inputs: usize,
    /// The weights.
    pub(super) cells: Cells<'file>,
    /// What is added to each output.
    pub(super) bias: Vec<f32>,
}

/// A matrix of full precision, its inputs as rows.
pub(super) struct Dense {
    /// The weights.
    pub(super) weight: Vec<f32>,
    /// What is added to each output.
    pub(super) bias: Vec<f32>,
}

/// The learnt part of a layer normalisation.
pub(super) struct Norm {
    /// What each number is multiplied by.
    pub(super) gain: Vec<f32>,
    /// And what is added to it.
    pub(super) shift: Vec<f32>,
}

impl<'file> Weights<'file> {
    /// Checks a file and finds its parts.
    pub(super) fn parse(bytes: &'file [u8]) -> Result<Self, WeightsError> {
        let file = File::open(bytes)?;
        let vocabulary = str::from_utf8(file.named("vocabulary")?)?;
        let layer = |index: usize| {
            let name = |part: &str| format!("layer.{index}.{part}");
            Ok(LayerWeights {
                attend: file.matrix(&name("attend"), WIDTH, 3 * WIDTH)?,
                merge: file.matrix(&name("merge"), WIDTH, WIDTH)?,
                merged: file.norm(&name("merged"))?,
                widen: file.matrix(&name("widen"), WIDTH, INNER)?,
                narrow: file.matrix(&name("narrow"), INNER, WIDTH)?,
                narrowed: file.norm(&name("narrowed"))?,
            })
        };
        Ok(Self {
            vocabulary,
            pieces: file.cells("pieces", [vocabulary.split('\n').count(), WIDTH], 0)?,
            positions: file.numbers("positions", &[POSITIONS, WIDTH])?,
            sides: file.numbers("sides", &[2, WIDTH])?,
            embedded: file.norm("embedded")?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, WeightsError>>()?,
            dense: file.dense("dense", WIDTH, WIDTH)?,
            stance: file.dense("stance", WIDTH, STANCES)?,
        })
    }
}

/// A file whose checksum is right.
struct File<'file>(SafeTensors<'file>);

impl<'file> File<'file> {
    fn open(bytes: &'file [u8]) -> Result<Self, WeightsError> {
        let (header, about) = SafeTensors::read_metadata(bytes)?;
        let stated = |key| about.metadata().as_ref().and_then(|metadata| metadata.get(key)).cloned();
        let version = stated("version");
        if version.as_deref() != Some(VERSION) {
            return Err(WeightsError::Version { found: version });
        }
        // The length of the header stands before it, in eight bytes.
        let data = bytes.get(header.saturating_add(8)..).unwrap_or_default();
        let found = format!("{:08x}", crc32fast::hash(data));
        let stated = stated("crc32");
        if stated.as_ref() != Some(&found) {
            return Err(WeightsError::Checksum { found, stated });
        }
        Ok(Self(SafeTensors::deserialize(bytes)?))
    }

    fn named(&self, name: &str) -> Result<&'file [u8], WeightsError> {
        Ok(self.0.tensor(name)?.data())
    }

    fn tensor(&self, name: &str, kind: Dtype, shape: &[usize]) -> Result<&'file [u8], WeightsError> {
        let tensor = self.0.tensor(name)?;
        if tensor.dtype() != kind || tensor.shape() != shape {
            return Err(WeightsError::Shape {
                name: name.to_owned(),
                found: format!("{:?} {:?}", tensor.dtype(), tensor.shape()),
                wanted: format!("{kind:?} {shape:?}"),
            });
        }
        Ok(tensor.data())
    }

    fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, WeightsError> {
        let (numbers, _) = self.tensor(name, Dtype::F32, shape)?.as_chunks();
        Ok(numbers.iter().copied().map(f32::from_le_bytes).collect())
    }

    /// A table with a scale for each place along one of its axes.
    fn cells(&self, name: &str, shape: [usize; 2], scaled: usize) -> Result<Cells<'file>, WeightsError> {
        Ok(Cells {
            bytes: self.tensor(&format!("{name}.cells"), Dtype::I8, &shape)?,
            scales: self.numbers(&format!("{name}.scales"), &shape[scaled..=scaled])?,
        })
    }

    fn matrix(&self, name: &str, inputs: usize, outputs: usize) -> Result<Matrix<'file>, WeightsError> {
        Ok(Matrix {
            inputs,
            cells: self.cells(name, [inputs, outputs], 1)?,
            bias: self.numbers(&format!("{name}.bias"), &[outputs])?,
        })
    }

    fn dense(&self, name: &str, inputs: usize, outputs: usize) -> Result<Dense, WeightsError> {
        Ok(Dense {
            weight: self.numbers(&format!("{name}.weight"), &[inputs, outputs])?,
            bias: self.numbers(&format!("{name}.bias"), &[outputs])?,
        })
    }

    fn norm(&self, name: &str) -> Result<Norm, WeightsError> {
        Ok(Norm {
            gain: self.numbers(&format!("{name}.gain"), &[WIDTH])?,
            shift: self.numbers(&format!("{name}.shift"), &[WIDTH])?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Weights, WeightsError};

    static WHOLE: &[u8] = include_bytes!("data/reader.bin");

    fn refused(bytes: &[u8]) -> WeightsError {
        Weights::parse(bytes).err().expect("the file is damaged")
    }

    /// The file with some words of its header put in the place of others.
    fn with_header(from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len(), "the header keeps its length");
        let start = WHOLE.windows(from.len()).position(|bytes| bytes == from.as_bytes()).expect("the header says so");
        let mut bytes = WHOLE.to_vec();
        bytes[start..start + to.len()].copy_from_slice(to.as_bytes());
        bytes
    }

    #[test]
    fn a_whole_file_is_read() {
        let weights = Weights::parse(WHOLE).expect("the file is whole");
        assert!(weights.vocabulary.lines().any(|piece| piece == "patients"));
    }

    #[test]
    fn a_cut_file_is_refused() {
        assert!(matches!(refused(&[]), WeightsError::Malformed(_)));
        assert!(matches!(refused(&WHOLE[..1_000]), WeightsError::Malformed(_)));
        assert!(matches!(
            refused(&WHOLE[..WHOLE.len() - 1]),
            WeightsError::Malformed(_) | WeightsError::Checksum { .. }
        ));
    }

    #[test]
    fn a_flipped_bit_is_noticed() {
        let mut bytes = WHOLE.to_vec();
        *bytes.last_mut().expect("the file is not empty") ^= 1;
        assert!(matches!(refused(&bytes), WeightsError::Checksum { .. }));
    }

    #[test]
    fn another_layout_is_refused() {
        let version = with_header(r#""version":"1""#, r#""version":"9""#);
        assert!(matches!(refused(&version), WeightsError::Version { found: Some(found) } if found == "9"));
        let name = with_header(r#""positions""#, r#""positronS""#);
        assert!(matches!(refused(&name), WeightsError::Malformed(_)));
        let shape = with_header(r#""shape":[160,384]"#, r#""shape":[384,160]"#);
        assert!(matches!(refused(&shape), WeightsError::Shape { name, .. } if name == "positions"));
    }
}
