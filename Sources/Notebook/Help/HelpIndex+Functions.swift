import Autodiff
import Language

/// The help on functions: builtins and primitives.
extension HelpIndex {
  static func functions(_ library: LibraryTable, by convention: Convention) -> [HelpEntry] {
    library.builtins.map { HelpEntry(builtin: $0, by: convention) }
      + Primitive.all.map { HelpEntry(primitive: $0, by: convention) }
  }

  /// The names of a builtin with its modules in front, the shortest first.
  static func names(of builtin: BuiltinFunction) -> [String] {
    PrimitiveHelp.names(
      bare: builtin.bareNames, tensorflow: builtin.tensorflow, numpy: builtin.numpy,
      math: builtin.math)
      + builtin.matplotlib.map { LibraryTable.shortened("matplotlib." + $0) }
  }
}

extension HelpEntry {
  /// The help on a builtin function; where a primitive has its name, on that as well.
  init(builtin: BuiltinFunction, by convention: Convention = .standard) {
    let names = HelpIndex.names(of: builtin)
    let name = names.first ?? builtin.name
    let primitive = builtin.bareNames.isEmpty ? nil : Primitive.find(name)
    let help = BuiltinHelp(builtin, name: name)
    self.init(
      .function, name, aliases: Array(names.dropFirst()), summary: builtin.summary,
      details: primitive.map { PrimitiveHelp($0, by: convention).searched } ?? help.searched,
      examples: builtin.example.isEmpty ? [] : [HelpExample(builtin.example)],
      text: {
        let others = names.filter { $0 != name }
        return help.text(names: others)
          + (primitive.map { "\n\nof a tensor: " + PrimitiveHelp($0, by: convention).text } ?? "")
      },
      more: {
        let parameters = help.parameters
        guard let primitive else { return parameters }
        return try parameters + "\n\n" + DerivativeHelp(primitive, by: convention).text()
      })
  }

  /// The help on a primitive.
  init(primitive: Primitive, by convention: Convention = .standard) {
    let help = PrimitiveHelp(primitive, by: convention)
    self.init(
      .function, primitive.name, aliases: help.names + help.operators,
      summary: primitive.summary, details: help.searched,
      examples: primitive.example.isEmpty ? [] : [HelpExample(primitive.example)],
      text: { help.text }, more: { try help.more() })
  }
}
