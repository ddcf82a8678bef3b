import Autodiff
import Tensors

extension Library {
  // The parameters of windows, as TensorFlow names them.

  static let windowPadding = BuiltinParameter.normal(
    "padding", default: .value(.string("VALID")))
  static let windowStrides = BuiltinParameter.normal("strides", default: .value(.int(1)))
  static let imageFormat = BuiltinParameter.normal(
    "data_format", default: .value(.string("NHWC")))
  static let sequenceFormat = BuiltinParameter.normal(
    "data_format", default: .value(.string("NWC")))
}

/// What layers of windows have in common.
extension Composer {
  /// A number for the windows of sequences as one for the windows of images of one row.
  func inOneRow(_ argument: Object) throws -> Object {
    if evaluator.plainInteger(argument) != nil {
      return numbers([1, try evaluator.index(argument)])
    }
    let given = try evaluator.items(of: argument).map { try evaluator.index($0) }
    switch given.count {
    case 1: return numbers([1, given[0]])
    case 3 where given[0] == 1 && given[2] == 1: return numbers([1, given[1]])
    default:
      throw EvaluationError.value(
        "\(Shape.text(given)) is no number for a window of a sequence", hint: "such as 2 or [2]")
    }
  }

  /// The padding of sequences as that of images of one row.
  func paddingInOneRow(_ argument: Object) throws -> Object {
    if case .string = argument { return argument }
    let pairs = try evaluator.items(of: argument)
    switch pairs.count {
    case 1: return evaluator.makeList([numbers([0, 0]), pairs[0]])
    case 3: return evaluator.makeList([pairs[0], numbers([0, 0]), pairs[1], pairs[2]])
    default:
      throw EvaluationError.value(
        "the padding of a sequence is one pair of numbers, not \(pairs.count)",
        hint: "[[1, 0]], or [[0, 0], [1, 0], [0, 0]] with those of batch and channels")
    }
  }

  /// A convolution of each channel with filters of its own: as many groups as there are channels.
  func depthwise(
    _ x: Object, _ filter: Object, strides: Object, padding: Object, format: Object?,
    dilations: Object?
  ) throws -> Object {
    try requireChannelsLast(format)
    try requireRank(4, x, "the input of depthwise_conv2d()")
    try requireRank(4, filter, "the filter of depthwise_conv2d()")
    let (images, shape) = (try type(of: x).shape, try type(of: filter).shape)
    guard images[3] == shape[2] else {
      throw TensorError.filterChannels(
        operation: "depthwise_conv2d", images: images, filters: shape)
    }
    let filters = try call(
      "reshape", filter, numbers([shape[0], shape[1], 1, shape[2] * shape[3]]))
    return try call(
      "conv2d", [x, filters],
      ["strides": strides, "padding": padding, "dilations": dilations ?? .int(1)])
  }
}
