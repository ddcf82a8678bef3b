import Autodiff
import OrderedCollections
import Tensors

extension RuntimeLibrary {
  static let variableConstructor = BuiltinFunction(
    "Variable", bare: ["Variable"], tensorflow: ["Variable"],
    summary: "A value that can be replaced, and that tapes watch when it is read.",
    example: "w = Variable([1., 2.])",
    parameters: [
      BuiltinParameter("initial_value"),
      BuiltinParameter("trainable", default: .value(.bool(true))),
      BuiltinParameter("validate_shape", default: .omitted),
      BuiltinParameter("caching_device", default: .omitted),
      BuiltinParameter("name", default: .value(.none)),
      BuiltinParameter("variable_def", default: .omitted),
      BuiltinParameter("dtype", default: .value(.none), role: .dtype),
    ],
    result: { known throws(TensorError) in
      known.value(known[0], type: known.given(6), isNumPy: false).map { .tensor($0) }
        ?? .instance(.variable)
    }
  ) { arguments, evaluator in
    var initial = arguments.required(0)
    evaluator.valueReads &+= 1
    // A function gives the initial value, as in TensorFlow.
    if case .function? = evaluator.heapObject(initial) {
      initial = try evaluator.call(initial, CallArguments())
    }
    let value: Value
    if let dtype = arguments[6], !dtype.isNone {
      value = try evaluator.variableValue(initial, dtype: evaluator.elementType(dtype))
    } else {
      value = try evaluator.value(of: initial)
    }
    let tensor = try value.tensor.contiguous()
    let trainable = arguments.required(1)
    let isTrainable = trainable.isNone ? true : try evaluator.isTrue(trainable)
    var name = "Variable"
    if case .string(let given) = arguments.required(4) { name = given }
    let variable = Variable(tensor, isTrainable: isTrainable, name: name)
    evaluator.session.recorder.noteAssignment(
      of: [value.identity], to: variable, through: "Variable()")
    return evaluator.makeVariable(variable)
  }

  static let variableMethods: [BuiltinFunction] = [
    assignment(
      "assign", "Replaces the value.", "w = Variable(1.)\nw.assign(2.)", by: nil),
    assignment(
      "assign_add", "Adds to the value.", "w = Variable(1.)\nw.assign_add(2.)", by: .add),
    assignment(
      "assign_sub", "Subtracts from the value.", "w = Variable(1.)\nw.assign_sub(2.)",
      by: .subtract),
    BuiltinFunction(
      "read_value", summary: "The value, recorded as a reading.",
      example: "w = Variable(1.)\nw.read_value()", parameters: []
    ) { arguments, evaluator in
      .tensor(try evaluator.value(of: arguments.receiver))
    },
    BuiltinFunction(
      "value", summary: "The value, recorded as a reading.",
      example: "w = Variable(1.)\nw.value()", parameters: []
    ) { arguments, evaluator in
      .tensor(try evaluator.value(of: arguments.receiver))
    },
    BuiltinFunction(
      "numpy", summary: "The value, off the tape.", example: "w = Variable(1.)\nw.numpy()",
      parameters: []
    ) { arguments, evaluator in
      guard let variable = evaluator.variable(arguments.receiver) else { return .none }
      return evaluator.departed(
        variable.value.tensor, from: variable.value, through: "numpy()", isArray: true)
    },
  ]

  static let variableProperties: [String: AttributeEntry] = [
    "shape": .property(summary: "The extents of the axes.") { object, evaluator in
      evaluator.makeTuple(
        (evaluator.variable(object)?.value.tensor.shape ?? []).map { .int($0) })
    },
    "dtype": .property(summary: "The element type.") { object, evaluator in
      .dtype(evaluator.variable(object)?.value.tensor.dtype ?? .float32)
    },
    "name": .property(summary: "The variable's name.") { object, evaluator in
      .string((evaluator.variable(object)?.name ?? "Variable") + ":0")
    },
    "trainable": .property(summary: "Whether tapes watch the variable by themselves.") {
      object, evaluator in
      .bool(evaluator.variable(object)?.isTrainable ?? false)
    },
  ]

  private static func assignment(
    _ name: String, _ summary: String, _ example: String, by operation: BinaryOperation?
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: example,
      parameters: [
        BuiltinParameter("value", aliases: ["delta"]),
        BuiltinParameter("use_locking", default: .omitted),
        BuiltinParameter("name", default: .omitted),
        BuiltinParameter("read_value", default: .omitted),
      ]
    ) { arguments, evaluator in
      guard case .reference(let reference) = arguments.receiver,
        var variable = evaluator.variable(arguments.receiver)
      else { return .none }
      let dtype = variable.value.tensor.dtype
      let old = variable.value
      // A plan of the statements that run assigns as well, so this is no leaving of tensors.
      let new = try evaluator.value(of: arguments.required(0), numbersAs: dtype)
      try variable.checkShape(of: new.tensor, through: "\(name)()")
      // No tape records it: derivatives do not flow through an assignment.
      let result = try operation.map { try Tensor.binary($0, old.tensor, new.tensor) } ?? new.tensor
      try variable.assign(result.contiguous())
      if evaluator.assignmentWords != nil {
        evaluator.assignmentWords?[reference] = "\(name)()"
        variable = variable.holding(
          try evaluator.recordedAssignment(of: new, to: old, by: operation))
      }
      evaluator.session.recorder.noteAssignment(
        of: operation == nil ? [new.identity] : [old.identity, new.identity], to: variable,
        through: "\(name)()")
      evaluator.session.heap[reference] = .variable(variable)
      // TensorFlow gives the variable back, so that assignments can be chained.
      return arguments.receiver
    }
  }
}

extension Variable {
  /// Sees to it that a value has the variable's shape: TensorFlow 2.21 broadcasts none in `assign`,
  /// `assign_add` and `assign_sub`.
  ///
  /// - Throws: `ShapeError`, with what gives the value the shape where something does.
  fileprivate func checkShape(of tensor: Tensor, through method: String) throws {
    let (own, given) = (value.tensor.shape, tensor.shape)
    guard own != given, value.tensor.dtype == tensor.dtype else { return }
    let shape = Shape.text(own)
    let mend: String
    if (try? Shape.broadcast(own, given)) == own {
      mend = "tf.broadcast_to(value, \(shape)) has the variable's shape"
    } else if tensor.count == value.tensor.count {
      mend = "tf.reshape(value, \(shape)) has the variable's shape"
    } else {
      mend = "for a value of another shape make another Variable"
    }
    throw EvaluationError(
      .shapeError,
      "the variable has shape \(shape), and \(method) got a value of shape \(Shape.text(given))",
      hint: mend)
  }
}

extension Evaluator {
  /// What a new variable is given: numbers and lists take its element type, tensors keep theirs.
  fileprivate func variableValue(_ object: Object, dtype: DType) throws -> Value {
    valueReads &+= 1
    return try value(of: object, numbersAs: dtype)
  }

  /// An assignment on the tape from which a plan is made: it computes what is assigned.
  ///
  /// Where the user's own tape is open as well, which records no assignments, there is no plan.
  fileprivate func recordedAssignment(
    of new: Value, to old: Value, by operation: BinaryOperation?
  ) throws -> Value {
    guard session.recorder.openTapes.count == 1 else { throw PlanRefusal.environment }
    return try withRecorder { recorder in
      switch operation {
      case .add?: try recorder.apply(.named("add"), old, new)
      case .subtract?: try recorder.apply(.named("subtract"), old, new)
      default: try recorder.apply(.named("identity"), [new])
      }
    }
  }
}
