public import Language
import Tensors

/// What entries show, as plain text.
public enum OutputText {
  /// The text of an output, without a final line break.
  ///
  /// - Parameter lineWidth: the columns after which a shown tensor's rows go on in the next line;
  ///   NumPy's 75 where it is nil.
  public static func text(of output: Output, lineWidth: Int? = nil) -> String {
    switch output {
    case .text(let text): return text
    case .value(.none(_, let message?)): return "None: " + message
    case .value(.tensor(let tensor)):
      guard let lineWidth else { return tensor.text() }
      return tensor.text(PrintOptions(lineWidth: lineWidth))
    case .value(let value): return value.text
    }
  }
}
