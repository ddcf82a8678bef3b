/// Booleans: as wide as `False` in arrays, bare alone.
struct BoolFormat: ElementFormat {
  let width: Int

  init(isAlone: Bool) { width = isAlone ? 4 : 5 }

  func append(_ value: Bool, to text: inout TextBuffer) {
    if value { text.append(" ", count: width - 4) }
    text.append(value ? "True" : "False")
  }
}
