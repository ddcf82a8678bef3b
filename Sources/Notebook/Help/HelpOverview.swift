import Language

/// What `help` alone shows: what there is and how to find it, in one window.
struct HelpOverview {
  let commands: [CommandDeclaration]

  var text: String {
    let groups = HelpTopic.groups(of: commands).map { title, commands in
      (term: title, text: commands.map(\.name).joined(separator: ", "))
    }
    let topics = HelpTopic.all.map(\.name).joined(separator: ", ")
    let ways: [(term: String, text: String)] = [
      ("help NAME", "a command, function, type, method, module, option or word: help grad"),
      ("help TOPIC", topics),
      ("?x", "a name of yours: value, shape, who made it and who uses it"),
      ("??sum", "the derivative rule of a function; how a command is read"),
      ("apropos WORD", "search all of it"),
      ("help --all", "the reference: every operation, its formula and an example"),
    ]
    return """
      Tapebook records what is computed from watched values and differentiates it:
        x = constant(3.); watch x; y = x ** 2; grad y x

      commands
      \(Paragraph.definitions(groups))

      more
      \(Paragraph.definitions(ways))

      Everything else is Python, with the names of TensorFlow and NumPy after
      'import tensorflow as tf' and 'import numpy as np'.
      """
  }
}
