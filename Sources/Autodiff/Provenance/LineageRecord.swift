import Tensors

/// How a value came to be where no tape tells it: one line of the lineage.
///
/// It names values by their identities and holds none of them, so it keeps no memory alive.
struct LineageRecord: Sendable {
  /// The identity of what was made; of a Python number, one that stands for it.
  let result: Identity
  /// The first two operands; anonymous where there is none.
  let first: Identity
  let second: Identity
  /// The line of the source, from 1; 0 where there is none.
  let line: Int32
  /// Where the operands are that have no room here; -1 where there are none.
  let detail: Int32
  /// The primitive's index, or that of the words for what was done.
  let label: UInt16
  let kind: Kind
  let dtype: DType

  enum Kind: UInt8, Sendable {
    /// A primitive that no tape recorded.
    case operation
    /// Made of a tensor's numbers, off the tape.
    case departure
    /// A Python number, or a list of some, with the numbers of a tensor.
    case number
    /// A tensor made of Python numbers.
    case conversion
    /// The value that a Variable was given.
    case assignment
    /// A gradient.
    case gradient
  }
}

/// One step of a value's history: what it was made of, and how.
struct LineageStep: Sendable {
  /// What was made.
  let result: Identity
  /// What it was made of.
  let operands: [Identity]
  let how: How
  /// The line of the source; 0 where it is not known.
  let line: Int

  enum How: Sendable {
    case operation(Primitive, DType)
    /// The words for what took the numbers off the tape: `numpy()`.
    case departure(String)
    case number(String)
    case conversion
    /// The words for the assignment, and the Variable's identity.
    case assignment(String, variable: Identity)
    /// The identity of the tape that gave the gradient.
    case gradient(Identity)
  }

  /// Whether no tape could carry a derivative over it.
  var stopsDerivatives: Bool {
    switch how {
    case .operation(let primitive, let dtype):
      !primitive.isDifferentiable || !dtype.isFloatingPoint
    case .departure, .number, .assignment: true
    case .conversion, .gradient: false
    }
  }
}
