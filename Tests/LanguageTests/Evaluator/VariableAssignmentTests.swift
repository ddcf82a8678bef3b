import Testing

@testable import Language

/// What `assign`, `assign_add` and `assign_sub` take: as TensorFlow 2.21, they broadcast nothing.
@Suite struct VariableAssignmentTests {
  /// Shapes of a Variable and of a value, each of which TensorFlow 2.21 refuses in all three methods,
  /// whether the value is a tensor, an array or numbers; and what the value can be made of.
  static let refused: [(String, String, String)] = [
    ("(1,)", "()", "tf.broadcast_to(value, (1,)) has the variable's shape"),
    ("(2,)", "()", "tf.broadcast_to(value, (2,)) has the variable's shape"),
    ("()", "(1,)", "tf.reshape(value, ()) has the variable's shape"),
    ("(2,)", "(1,)", "tf.broadcast_to(value, (2,)) has the variable's shape"),
    ("(2, 2)", "(2,)", "tf.broadcast_to(value, (2, 2)) has the variable's shape"),
    ("(2,)", "(2, 1)", "tf.reshape(value, (2,)) has the variable's shape"),
    ("(2,)", "(3,)", "for a value of another shape make another Variable"),
    ("(2, 3)", "(1, 3)", "tf.broadcast_to(value, (2, 3)) has the variable's shape"),
    ("(0,)", "()", "tf.broadcast_to(value, (0,)) has the variable's shape"),
    ("(1, 1)", "(1,)", "tf.broadcast_to(value, (1, 1)) has the variable's shape"),
  ]

  @Test(arguments: refused, ["assign", "assign_add", "assign_sub"])
  func anotherShapeIsRefused(_ shapes: (String, String, String), _ method: String) throws {
    let (variable, value, mend) = shapes
    var script = Script()
    _ = try script.run(
      "import tensorflow as tf\nv = Variable(tf.ones(\(variable)))\nvalue = tf.fill(\(value), 2.)")
    for given in ["value", "value.numpy()"] {
      let failure = script.failure(of: "v.\(method)(\(given))")
      #expect(failure?.type == "ShapeError")
      #expect(
        failure?.message
          == "the variable has shape \(variable), and \(method)() got a value of shape \(value)")
      #expect(failure?.hint == mend)
    }
    // What the hint says works.
    if let end = mend.firstRange(of: " has")?.lowerBound {
      _ = try script.run("v.\(method)(\(mend[..<end]))")
    }
  }

  @Test func numbersAreOfNoOtherShape() throws {
    var script = Script()
    _ = try script.run("b = Variable([1.])")
    #expect(script.failure(of: "b.assign_sub(0.2)")?.type == "ShapeError")
    _ = try script.run("b.assign_sub([0.25]);\nw = Variable(1.)\nw.assign_sub(0.25);")
    #expect(try script.run("b.numpy()\nw.numpy()") == "[0.75]\n0.75")
  }
}
