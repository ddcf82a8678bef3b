import Tensors
import Testing

@testable import Autodiff
@testable import Language

/// A call that is wrong is refused with a typed error that points at it.
@Suite struct RefusedCallTests {
  /// What every error of a call has.
  private func expectRefusal(
    _ call: String, of types: Set<String>, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var script = Script()
    _ = try script.run("import tensorflow as tf\nimport numpy as np")
    let entry = "value = \(call)"
    guard let failure = script.failure(of: entry) else {
      Issue.record("\(call) is not refused", sourceLocation: sourceLocation)
      return
    }
    #expect(
      types.contains(failure.type), "\(call): \(failure.type): \(failure.message)",
      sourceLocation: sourceLocation)
    #expect(!failure.message.isEmpty, sourceLocation: sourceLocation)
    // The caret stands below the call, not below the whole entry.
    let column = try #require(failure.column, "\(call)", sourceLocation: sourceLocation)
    #expect(column > "value = ".count, "\(call)", sourceLocation: sourceLocation)
    #expect(!script.session.isBound("value"), sourceLocation: sourceLocation)
  }

  private static let refusals: Set<String> = [
    "ShapeError", "TypeError", "ValueError", "IndexError", "ZeroDivisionError", "OverflowError",
    "MemoryError", "DTypeError",
  ]

  static let errorSamples = Primitive.all.flatMap { primitive in
    primitive.errorSamples.indices.map { (primitive.name, $0) }
  }

  @Test(arguments: errorSamples) func anErrorSampleIsRefusedAtItsPlace(
    _ name: String, _ index: Int
  ) throws {
    let primitive = Primitive.named(name)
    let sample = primitive.errorSamples[index]
    var operands = sample.operands.map { type in
      "zeros(\(Shape.text(type.shape)), dtype='\(type.dtype.name)')"
    }
    if primitive.parameters.contains(where: { $0.kind == .tensors }) {
      operands = ["[" + operands.joined(separator: ", ") + "]"]
    }
    let attributes = zip(primitive.attributeParameters, sample.attributes).map {
      "\($0.name)=\($1.argumentText)"
    }
    let call = "\(name)(\((operands + attributes).joined(separator: ", ")))"
    try expectRefusal(call, of: Self.refusals)
  }

  static let calls = TableCall.all.filter { !$0.parameters.isEmpty }

  @Test(arguments: calls) func aWrongNameIsRefused(_ call: TableCall) throws {
    let arguments = call.parameters.filter(\.isRequired).map { "\($0.name)=2." }
    try expectRefusal(
      "\(call.name)(\((arguments + ["surplus=1"]).joined(separator: ", ")))", of: ["TypeError"])
  }

  @Test(arguments: calls) func aWrongCountIsRefused(_ call: TableCall) throws {
    if call.parameters.contains(where: \.isRequired) {
      try expectRefusal("\(call.name)()", of: ["TypeError"])
    }
    if !call.takesRest {
      let surplus = Array(repeating: "2.", count: call.parameters.count + 1)
      try expectRefusal("\(call.name)(\(surplus.joined(separator: ", ")))", of: ["TypeError"])
    }
  }

  @Test(arguments: calls.filter { $0.parameters.contains(where: \.takesAxis) })
  func aWrongAxisIsRefused(_ call: TableCall) throws {
    guard let axis = call.parameters.first(where: \.takesAxis)?.name else { return }
    let isLabels = call.parameters.contains { $0.name == "indices" }
    let operands = call.parameters.filter(\.isRequired).filter { $0.name != axis }.map {
      parameter in
      isLabels && parameter.name == "indices" ? "constant([0])" : "constant([2., 3.])"
    }
    let arguments = operands + ["\(axis)=7"]
    try expectRefusal("\(call.name)(\(arguments.joined(separator: ", ")))", of: Self.refusals)
  }
}
