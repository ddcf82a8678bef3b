public import Tensors

/// What `set` changes.
public struct SessionOptions: Sendable, Hashable {
  /// The element type of a float that becomes a tensor alone.
  public var floatDType: DType
  /// The element type of an integer that becomes a tensor alone.
  public var integerDType: DType

  /// The element type of integers between two bounds: wider than usual where they need it, as in
  /// TensorFlow.
  func integerDType(holding integers: ClosedRange<Int>) -> DType {
    guard integerDType == .int32 else { return integerDType }
    let fits = integers.lowerBound >= Int(Int32.min) && integers.upperBound <= Int(Int32.max)
    return fits ? .int32 : .int64
  }
  /// How tensors are written.
  public var style = DisplayStyle()
  /// How many loop iterations and calls an entry may take; nil without a limit.
  public var maximumSteps: Int?
  /// Whether the prompt shows hints behind what is typed.
  public var showsHints = true
  /// Whether the prompt colours what is typed.
  public var highlights = true
  /// Whether a long evaluation shows how far it is.
  public var showsProgress = true
  /// Whether what is longer than the window goes through the user's pager.
  public var usesPager = true

  /// TensorFlow's element types.
  public init(floatDType: DType = .float32, integerDType: DType = .int32) {
    self.floatDType = floatDType
    self.integerDType = integerDType
  }
}
