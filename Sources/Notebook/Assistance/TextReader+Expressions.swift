import Language

/// The tokens of expressions and of the targets of assignments.
extension TextReader {
  mutating func expressionToken() {
    let token = structure.scan.tokens[index]
    let mayBeCommand = isValueStart
    isValueStart = false
    switch token.kind {
    case .name:
      if mayBeCommand, frames.isEmpty, let declaration = commands[text(index)],
        declaration.syntax.givesValue, readsAsCommand(declaration, isValue: true)
      {
        return begin(declaration)
      }
      nameToken()
      goOn()
    case .keyword(let word): keywordToken(word)
    case .symbol(let symbol): symbolToken(symbol)
    case .fieldStart: open(.field)
    case .fieldEnd: closeField()
    default: goOn()
    }
  }

  /// Notes that the current item is no longer empty.
  private mutating func goOn() {
    if !frames.isEmpty { frames[frames.count - 1].isItemStart = false }
  }

  private mutating func nameToken() {
    if isSymbol(index - 1, "."), index > structure.statementStart { return use(.attribute) }
    if isAlias {
      isAlias = false
      return bind(index)
    }
    let hasTrailer =
      isSymbol(index + 1, ".") || isSymbol(index + 1, "(") || isSymbol(index + 1, "[")
    if let frame = frames.last {
      switch frame.kind {
      case .parameters where frame.isItemStart, .lambda where frame.isItemStart:
        return bind(index)
      case .call where frame.isItemStart && isSymbol(index + 1, "="):
        frames[frames.count - 1].keywords.append(text(index))
        frames[frames.count - 1].isKeyword = true
        return use(.keywordArgument)
      default:
        if frame.isTarget, !hasTrailer { return bind(index) }
      }
    } else if isTarget, !hasTrailer {
      return bind(index)
    }
    use(.name)
    if opaqueFrames == 0, !hasTrailer, !isAnnotation { candidates.append(index) }
  }

  private mutating func keywordToken(_ word: String) {
    switch word {
    case "for": if !frames.isEmpty { frames[frames.count - 1].isTarget = true }
    case "in":
      if frames.isEmpty { isTarget = false } else { frames[frames.count - 1].isTarget = false }
    case "as": isAlias = true
    case "lambda": return open(.lambda)
    default: break
    }
    goOn()
  }

  private mutating func symbolToken(_ symbol: String) {
    switch symbol {
    case "(":
      if keyword == .def, frames.isEmpty, structure.uses.indices.contains(index - 1),
        structure.uses[index - 1] == .binding
      {
        open(.parameters)
      } else {
        open(isBehindOperand ? .call : .display)
      }
    case "[": open(isBehindOperand ? .subscripted : .display)
    case "{": open(.display)
    case ")": close("(")
    case "]": close("[")
    case "}": close("{")
    case ",":
      if frames.isEmpty { isAlias = false } else { frames[frames.count - 1].nextItem() }
    case ":": colon()
    case "=" where frames.isEmpty: equalsSign()
    case ":=":
      if token(index - 1)?.kind == .name { bind(index - 1) }
    case "?":
      // A question about a command: `grad?`.
      if token(index - 1)?.kind == .name, commands[text(index - 1)] != nil {
        structure.uses[index - 1] = .word
      }
    case "*", "**", "/": break
    default: goOn()
    }
  }

  private mutating func colon() {
    guard let frame = frames.last else {
      if isCompound { beginStatement() } else { isAnnotation = true }
      return
    }
    if frame.kind == .lambda { removeFrame() }
    goOn()
  }

  /// What stands before an equals sign outside brackets is bound.
  private mutating func equalsSign() {
    for candidate in candidates { bind(candidate) }
    candidates.removeAll()
    isAnnotation = false
    isValueStart = true
  }

  /// Whether an operand ends before the token, so that a bracket calls it or takes a part of it.
  private var isBehindOperand: Bool {
    guard index > structure.statementStart, let before = token(index - 1) else { return false }
    switch before.kind {
    case .name:
      switch structure.uses[index - 1] {
      case .name, .attribute, .binding: break
      default: return false
      }
    case .symbol(")"), .symbol("]"), .symbol("}"), .prime, .string: break
    default: return false
    }
    // A bracket that stands off begins an argument of a command.
    return mode != .command || !frames.isEmpty || isAdjacent(index)
  }

  // MARK: Frames

  private mutating func open(_ kind: TextFrame.Kind) {
    let isInTarget = kind == .display && (frames.last?.isTarget ?? isTarget)
    goOn()
    if kind != .display { opaqueFrames += 1 }
    frames.append(TextFrame(kind, at: index, isTarget: isInTarget))
  }

  @discardableResult
  private mutating func removeFrame() -> TextFrame? {
    let frame = frames.popLast()
    if let frame, frame.kind != .display { opaqueFrames -= 1 }
    return frame
  }

  private mutating func close(_ opening: String) {
    while frames.last?.kind == .lambda { removeFrame() }
    guard let frame = frames.last, frame.kind != .field else {
      structure.partners[index] = -1
      return
    }
    removeFrame()
    let isPartner = isSymbol(frame.opener, opening)
    structure.partners[index] = isPartner ? frame.opener : -1
    structure.partners[frame.opener] = isPartner ? index : -1
  }

  private mutating func closeField() {
    while let frame = removeFrame() {
      if frame.kind == .field {
        structure.partners[index] = frame.opener
        structure.partners[frame.opener] = index
        return
      }
      if frame.kind != .lambda { structure.partners[frame.opener] = -1 }
    }
  }
}
