import Language
import Tensors

/// Random numbers: no framework draws the session's, so that they are written out.
extension ProgramWriter {
  /// Whether something of the library draws random numbers.
  func isDraw(_ object: Object) -> Bool {
    guard case .builtin(let builtin) = object else { return false }
    return Draws.names.contains(builtin.name)
  }

  func beginDraws(_ replayed: ReplayedSession.ReplayedEntry) {
    let drawn = draws[replayed.entry.number] ?? []
    drawsLeft = drawn[...]
    takesDrawsInOrder = false
    guard let tree = replayed.tree else { return }
    // One place that draws once is a constant; others take the numbers as they come.
    var places = 0
    var isRepeated = false
    for statement in tree.statements {
      SyntaxWalk.visit([statement]) { expression in
        if case .call(let function, _) = expression.kind, self.isDrawing(function) { places += 1 }
        switch expression.kind {
        case .listComprehension, .dictComprehension, .generator, .lambda: isRepeated = true
        default: break
        }
      } statement: { inner in
        switch inner.kind {
        case .forLoop, .whileLoop, .function, .conditional: isRepeated = true
        default: break
        }
      }
    }
    takesDrawsInOrder = places != drawn.count || (isRepeated && places > 0)
  }

  private func isDrawing(_ function: Expression) -> Bool {
    if let object = libraryObject(of: function)?.object { return isDraw(object) }
    guard case .attribute(let base, _, _) = function.kind else { return false }
    return isGenerator(base)
  }

  /// Whether an expression is a generator of random numbers.
  func isGenerator(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name):
      // What a function was given tells the session's run.
      if isLocal(name) {
        return !draws.isEmpty && observed(expression)?.kinds == .generator
      }
      guard case .reference(let reference)? = global(name) else { return false }
      return reference.kind == .generator
    case .call(let function, _):
      guard case .builtin(let builtin)? = libraryObject(of: function)?.object else { return false }
      return Draws.generators.contains(builtin.name)
    default: return false
    }
  }

  /// Whether the session draws numbers of NumPy's, so that all draws are written as arrays of it.
  private func findNumPyDraws() -> Bool {
    guard usesNumPy, !draws.isEmpty else { return false }
    var isFound = false
    for entry in session.entries {
      guard let tree = entry.tree else { continue }
      SyntaxWalk.visit(tree.statements) { expression in
        guard case .attribute(let base, "random", _) = expression.kind,
          case .name(let name) = base.kind,
          case .module(let module)? = entry.before.object(named: name)
            ?? entry.after.object(named: name)
        else { return }
        isFound = isFound || module.path == "numpy"
      } statement: { statement in
        if case .importedNames("numpy.random", _, _) = statement.kind { isFound = true }
      }
    }
    return isFound
  }

  /// Whether draws are written as arrays of NumPy's.
  private var drawsAreArrays: Bool {
    if let known = knownDrawsAreArrays { return known }
    let known = findNumPyDraws()
    knownDrawsAreArrays = known
    return known
  }

  /// What was drawn as the value that the call gives.
  private func drawn(_ code: Code, at range: SourceRange) -> Code {
    guard drawsAreArrays, let value = observedCall(range),
      value.kinds.isDisjoint(with: [.array, .number])
    else { return code }
    switch framework {
    case .tensorflow: return Code("tf.constant(\(code.text))")
    case .pytorch: return Code("torch.as_tensor(\(code.text))")
    case .jax: return Code("jnp.asarray(\(code.text))")
    }
  }

  /// The lines that hold the numbers which the entry takes in order.
  func drawLines() -> [String] {
    guard takesDrawsInOrder, !drawsLeft.isEmpty else { return [] }
    let tensors = drawsLeft.map { tensorText($0) + "," }
    return ["# the numbers that were drawn here, in order", "draws = iter(["]
      + tensors.flatMap { $0.lines.indented } + ["])"]
  }

  /// A draw, replaced by what was drawn.
  func draw(_ range: SourceRange) throws(ExportProblem) -> Code? {
    let count = (draws[entry.entry.number] ?? []).reduce(0) { $0 + $1.count }
    guard count <= Draws.limit else {
      throw ExportProblem(
        "\(count) random numbers are drawn here, and a program holds \(Draws.limit) at most",
        hint: "draw fewer, or save the numbers to a file", at: range)
    }
    if takesDrawsInOrder { return drawn(Code("next(draws)"), at: range) }
    guard let tensor = drawsLeft.popFirst() else {
      throw ExportProblem("what is drawn here is not known", at: range)
    }
    let name = freshName("drawn")
    var lines = tensorText(tensor).lines
    lines[0] = "\(name) = " + lines[0]
    pendingLines += ["# \(source(range).lines.joined(separator: " "))"] + lines
    return drawn(Code(name), at: range)
  }

  /// A tensor as a call that makes it.
  private func tensorText(_ tensor: Tensor) -> String {
    let numbers = NumberText.lines(of: tensor).joined(separator: "\n")
    let dtype = tensor.dtype
    if drawsAreArrays {
      if tensor.rank == 0 { return numbers }
      modules.insert("numpy")
      let suffix =
        dtype == .float32 || dtype == .int32 ? ", dtype=np.\(dtype.name)" : ""
      return "np.array(\(numbers)\(suffix))"
    }
    let isDefault: Bool
    switch framework {
    case .tensorflow: isDefault = dtype == .float32 || dtype == .int32
    case .pytorch: isDefault = dtype == session.floatDType || dtype == .int64
    case .jax:
      isDefault =
        dtype == (uses64Bits ? .float64 : .float32) || dtype == (uses64Bits ? .int64 : .int32)
    }
    let suffix = isDefault ? "" : ", dtype=\(name(of: dtype))"
    switch framework {
    case .tensorflow: return "tf.constant(\(numbers)\(suffix))"
    case .pytorch: return "torch.tensor(\(numbers)\(suffix))"
    case .jax: return "jnp.array(\(numbers)\(suffix))"
    }
  }
}

/// Numbers as nested lists of Python, in lines of a readable width.
enum NumberText {
  private static let width = 88

  static func lines(of tensor: Tensor) -> [String] {
    let texts = texts(tensor)
    guard tensor.rank > 0 else { return [texts.first ?? "0"] }
    var index = 0
    let text = nested(tensor.shape[...], texts, &index)
    return wrapped(text)
  }

  private static func nested(
    _ shape: ArraySlice<Int>, _ texts: [String], _ index: inout Int
  ) -> String {
    guard let extent = shape.first else {
      defer { index += 1 }
      return index < texts.count ? texts[index] : "0"
    }
    var parts: [String] = []
    for _ in 0..<extent { parts.append(nested(shape.dropFirst(), texts, &index)) }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private static func texts(_ tensor: Tensor) -> [String] {
    switch tensor.dtype {
    case .float32:
      return ((try? tensor.values(as: Float.self)) ?? []).map { text("\($0)") }
    case .float64: return ((try? tensor.values(as: Double.self)) ?? []).map { text("\($0)") }
    case .int32: return ((try? tensor.values(as: Int32.self)) ?? []).map { "\($0)" }
    case .int64: return ((try? tensor.values(as: Int64.self)) ?? []).map { "\($0)" }
    case .bool:
      return ((try? tensor.values(as: Bool.self)) ?? []).map { $0 ? "True" : "False" }
    }
  }

  private static func text(_ number: String) -> String {
    switch number {
    case "nan", "inf", "-inf", "-nan": "float(\"\(number)\")"
    default: number
    }
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 > width, !line.isEmpty {
        lines.append(line)
        line = "    " + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
