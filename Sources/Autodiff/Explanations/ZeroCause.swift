import Tensors

/// Why a gradient, or an element of it, is exactly zero.
///
/// One element of the source is moved, and the change is followed through the tape: where it arrives
/// at an operation and does not leave it, there the gradient was lost.
public struct ZeroCause: Sendable {
  /// The tape, with all its values.
  public let tape: Tape
  /// The source's position.
  public let source: Int
  /// The first element that is zero, in row-major order.
  public let element: Int
  /// How many elements are zero.
  public let zeroCount: Int
  /// Where the change of that element was lost, in the order of the tape: the first few places.
  public let losses: [Loss]
  /// In how many places it was.
  public let lossCount: Int
  /// The derivative by that element when everything is computed in float64; nil where it was, or
  /// where that could not be computed.
  public let inFloat64: Double?

  /// The most places whose reasons are looked for.
  public static let lossLimit = 3

  /// An operation at which a change arrived and was lost.
  public struct Loss: Sendable {
    /// Where the operation stands.
    public let position: Int
    /// Where the operand stands through which the change came.
    public let operand: Int
    /// Why nothing went on.
    public let reason: Reason
  }

  /// Why an operation passes nothing on.
  public enum Reason: Sendable {
    /// relu, or another flat part, with an input that is not above 0.
    case dead(input: Double)
    /// The derivative is 0, or rounds to it, at this input and around it.
    case saturated(input: Double, derivative: Formula)
    /// softmax with values that do not move any more.
    case saturatedSoftmax(input: Int, result: Int)
    /// The derivative is 0 just at this input.
    case flat(input: Double, derivative: Formula)
    /// `where` took the other branch.
    case otherBranch(isCondition: Bool)
    /// The maximum, minimum or bound was another value.
    case otherChosen(own: Double, other: Double)
    /// Two values are equal, and the derivative went to the other one.
    case lostTie(Double)
    /// There is no derivative at this input, and 0 was taken, as the words on the choice say.
    case kink(input: Double, choice: String)
    /// Factors have no derivative at this place, and 0 was taken, as the words on the choice say.
    case kinkOfFactors(place: String, choice: String)
    /// Another factor is 0, of a product of matrices at an element; of a product over the operand
    /// itself, another element.
    case zeroFactor(position: Int, element: Int? = nil)
    /// Factors that are not 0 have a product that rounds to it.
    case underflow([Double])
    /// What came over several ways, or from several elements, adds up to 0.
    case cancellation([Part])
    /// What comes back to a value over several ways adds up to 0.
    case cancellingWaysBack([Part])
    /// Nothing of the result is computed from this part of the operand.
    case notUsed
    /// The gradient that a user's function was given, or that of a function that is computed again,
    /// gives 0.
    case ownGradient(name: String)
    /// The result holds another part of the operand.
    case notSelected
    /// The derivative of the operation is 0 everywhere.
    case discrete
    /// The operation's rule gives 0 here.
    case other

    /// The code that programs read.
    public var code: String {
      switch self {
      case .dead: "dead-relu"
      case .saturated, .saturatedSoftmax: "saturation"
      case .flat, .kink, .kinkOfFactors: "stationary-point"
      case .otherBranch, .otherChosen: "constant-branch"
      case .lostTie: "lost-tie"
      case .zeroFactor: "zero-factor"
      case .underflow: "underflow"
      case .cancellation, .cancellingWaysBack: "cancelling-paths"
      case .notSelected, .notUsed: "not-selected"
      case .discrete: "constant-branch"
      case .other, .ownGradient: "zero"
      }
    }
  }

  /// One of several changes that cancel: through an operand, or of one element.
  public struct Part: Sendable {
    /// The operand that it came through; nil for an element of the only one.
    public let operand: Int?
    /// What it contributes.
    public let value: Double
  }
}

extension Recorder {
  /// Why the gradient of the targets' sum by a source is zero, in its first element that is.
  ///
  /// The tape is only read: it is neither closed nor used up, and nothing is recorded.
  ///
  /// - Returns: nil where there is no gradient, or none of its elements is zero.
  /// - Throws: `noSuchTape`, `seedMismatch`, `interrupted`, and the errors of computing.
  /// - Complexity: that of some passes over the tape.
  public func zeroCause(
    of targets: [Target], by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> ZeroCause? {
    let trace = try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller)
    guard let gradient = trace.gradient else { return nil }
    let elements = try gradient.doubles()
    let zeros = elements.indices.filter { elements[$0] == 0 }
    guard let first = zeros.first else { return nil }
    let search = try ZeroSearch(trace, element: first, self, calling: caller)
    let (losses, lossCount) = try search.losses()
    return ZeroCause(
      tape: trace.tape, source: trace.sources[0], element: first, zeroCount: zeros.count,
      losses: losses, lossCount: lossCount, inFloat64: try search.derivativeInFloat64())
  }
}

extension ReverseTrace {
  /// The gradient by the only source; nil where there is none.
  var gradient: Tensor? {
    cotangents.first { $0.position == sources[0] }?.cotangent.tensor
  }
}
