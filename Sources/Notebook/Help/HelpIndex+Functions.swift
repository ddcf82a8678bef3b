import Autodiff
import Language

/// The help on functions: builtins and primitives.
extension HelpIndex {
  static func functions(_ library: LibraryTable) -> [HelpEntry] {
    library.builtins.map(HelpEntry.init(builtin:)) + Primitive.all.map(HelpEntry.init(primitive:))
  }

  /// The names of a builtin with its modules in front, the shortest first.
  static func names(of builtin: BuiltinFunction) -> [String] {
    PrimitiveHelp.names(
      bare: builtin.bareNames, tensorflow: builtin.tensorflow, numpy: builtin.numpy,
      math: builtin.math)
  }
}

extension HelpEntry {
  /// The help on a builtin function; where a primitive has its name, on that as well.
  init(builtin: BuiltinFunction) {
    let names = HelpIndex.names(of: builtin)
    let name = names.first ?? builtin.name
    let primitive = builtin.bareNames.isEmpty ? nil : Primitive.find(name)
    let help = BuiltinHelp(builtin, name: name)
    self.init(
      .function, name, aliases: Array(names.dropFirst()), summary: builtin.summary,
      details: primitive.map { PrimitiveHelp($0).searched } ?? "",
      examples: builtin.example.isEmpty ? [] : [HelpExample(builtin.example)],
      text: {
        let others = names.filter { $0 != name }
        return help.text(names: others)
          + (primitive.map { "\n\nof a tensor: " + PrimitiveHelp($0).text } ?? "")
      },
      more: {
        let parameters = help.parameters
        guard let primitive else { return parameters }
        return try parameters + "\n\n" + DerivativeHelp(primitive).text()
      })
  }

  /// The help on a primitive.
  init(primitive: Primitive) {
    let help = PrimitiveHelp(primitive)
    self.init(
      .function, primitive.name, aliases: help.names + help.operators,
      summary: primitive.summary, details: help.searched,
      examples: primitive.example.isEmpty ? [] : [HelpExample(primitive.example)],
      text: { help.text }, more: { try help.more() })
  }
}
