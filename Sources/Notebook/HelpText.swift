import Autodiff
import Language

/// The help on commands and functions, computed from their declarations.
struct HelpText {
  let library: LibraryTable
  let commands: [String: CommandDeclaration]

  init(library: LibraryTable, commands: [CommandDeclaration]) {
    self.library = library
    self.commands = Dictionary(commands.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The groups in the order of the list.
  private static let groups = ["tape", "derivatives", "understanding", "session"]

  /// The commands by group, and the names of the functions.
  var overview: String {
    var lines = ["Commands (help NAME tells more):"]
    for group in HelpText.groups {
      let members = commands.values.filter { $0.group == group }.sorted { $0.name < $1.name }
      for command in members {
        let padding = String(repeating: " ", count: max(1, 10 - command.name.count))
        lines.append("  \(command.name)\(padding)\(command.summary)")
      }
    }
    lines += ["", "Functions of tensors:"]
    lines += HelpText.filled(Primitive.all.map(\.name))
    lines += ["", "Other functions:"]
    let others = library.builtins.compactMap(\.bareNames.first)
    lines += HelpText.filled(others.filter { Primitive.find($0) == nil })
    lines += ["", "The names of TensorFlow and NumPy work after 'import tensorflow as tf' and"]
    lines += ["'import numpy as np'. Everything else is Python."]
    return lines.joined(separator: "\n")
  }

  /// Words in lines of at most 78 columns.
  private static func filled(_ words: [String]) -> [String] {
    var lines: [String] = []
    var line = " "
    for word in words.sorted() {
      if line.count + 1 + word.count > 78 {
        lines.append(line)
        line = " "
      }
      line += " " + word
    }
    return line == " " ? lines : lines + [line]
  }

  /// The help on a command, a function or another name of the library; nil where there is none.
  func text(about name: String) -> String? {
    if let command = commands[name] { return text(of: command) }
    guard let object = object(named: name) else { return nil }
    guard let text = text(about: object) else { return constant(name) }
    // A builtin such as `sum` leaves tensors to the primitive of its name.
    if case .builtin(let builtin) = object, let primitive = Primitive.find(builtin.name) {
      return text + "\n\nOf a tensor it is\n" + PrimitiveHelp(primitive).text
    }
    return text
  }

  /// What a name stands for, with or without a module in front.
  private func object(named name: String) -> Object? {
    if let object = library.bareNames[name] ?? library.dottedNames[name] { return object }
    for (short, module) in [("tf.", "tensorflow."), ("np.", "numpy.")] where name.hasPrefix(short) {
      return library.dottedNames[module + name.dropFirst(short.count)]
    }
    return nil
  }

  /// The help on a function; nil for other objects.
  func text(about object: Object) -> String? {
    switch object {
    case .primitive(let reference): return PrimitiveHelp(reference.primitive).text
    case .builtin(let builtin): return text(of: builtin)
    case .type(let type): return library.constructors[type].map(text(of:))
    case .module(let module):
      let members = HelpText.filled(library.members(of: module)).joined(separator: "\n")
      return members.isEmpty ? nil : "module \(module.path)\n" + members
    default: return nil
    }
  }

  private func constant(_ name: String) -> String? {
    let dotted = [("tf.", "tensorflow."), ("np.", "numpy.")].first { name.hasPrefix($0.0) }
      .map { $0.1 + name.dropFirst($0.0.count) }
    return library.constants.first { constant in
      constant.bareNames.contains(name) || constant.dottedNames.contains(dotted ?? name)
    }.map { "\(name)\n\($0.summary)" }
  }

  private func text(of command: CommandDeclaration) -> String {
    var text = "\(command.usage)\n\(command.summary)\n\n\(command.details)"
    if !command.examples.isEmpty {
      text += command.examples.count == 1 ? "\n\nexample:" : "\n\nexamples:"
    }
    for (index, example) in command.examples.enumerated() {
      if index > 0 { text += "\n" }
      for line in example.input.split(separator: "\n") { text += "\n  \(line)" }
      for (index, line) in example.output.split(separator: "\n").enumerated() {
        text += "\n  \(index == 0 ? "→ " : "  ")\(line)"
      }
    }
    return text
  }

  private func text(of builtin: BuiltinFunction) -> String {
    var lines = [builtin.usage, builtin.summary]
    let names = PrimitiveHelp.names(
      bare: builtin.bareNames.filter { $0 != builtin.name }, tensorflow: builtin.tensorflow,
      numpy: builtin.numpy, math: builtin.math)
    if !names.isEmpty { lines += ["", "also: " + names.joined(separator: ", ")] }
    if !builtin.example.isEmpty { lines += ["", "example: \(builtin.example)"] }
    return lines.joined(separator: "\n")
  }

  /// What somebody may have meant who asked for a name that is not there.
  func suggestion(for name: String, and names: [String]) -> String? {
    let known = names + commands.keys.sorted() + library.bareNames.keys.sorted()
    return Suggestion.closest(to: name, among: known).first.map { "did you mean '\($0)'?" }
  }
}
