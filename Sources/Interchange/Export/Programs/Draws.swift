import Autodiff
import Language
import Notebook
import Synchronization
import Tensors

/// The random numbers that a session's entries drew, found by running it once more.
enum Draws {
  /// How many numbers an entry may draw: they are written out in the program.
  static let limit = 10_000

  /// The drawn tensors of each entry, in order; entries that drew nothing are left out.
  static func of(_ session: ReplayedSession) -> [Int: [Tensor]] {
    guard
      session.entries.contains(where: { $0.before.random != $0.after.random || hasGenerator($0) })
    else { return [:] }
    let log = DrawLog()
    var interpreter = Interpreter(
      session.kind, session: Session(header: session.file.header),
      library: LibraryTable.standard.logging(to: log), surroundings: session.surroundings)
    var draws: [Int: [Tensor]] = [:]
    for replayed in session.entries {
      if replayed.result.status == .skipped {
        _ = interpreter.skip(replayed.entry.source)
        continue
      }
      _ = interpreter.run(replayed.entry.source, keepsOutputs: false)
      let drawn = log.take()
      if !drawn.isEmpty { draws[replayed.entry.number] = drawn }
    }
    return draws
  }

  /// Whether an entry makes a generator of its own, whose draws leave the session's as it is.
  private static func hasGenerator(_ entry: ReplayedSession.ReplayedEntry) -> Bool {
    var isFound = false
    SyntaxWalk.visit(entry.tree?.statements ?? []) { expression in
      switch expression.kind {
      case .name(let name), .attribute(_, let name, _):
        isFound = isFound || generators.contains(name)
      default: break
      }
    }
    return isFound
  }

  /// The title of the library's functions that draw.
  static let group = "random numbers"
  /// Those among them that only set a generator up.
  static let settings: Set<String> = [
    "set_seed", "seed", "np.random.seed", "np.random.default_rng", "default_rng", "from_seed",
    "tf.random.Generator.from_seed",
  ]
  /// Those among the settings that make a generator.
  static let generators: Set<String> = ["default_rng", "from_seed"]
  /// The names of the functions that draw.
  static let names: Set<String> = Set(
    LibraryTable.standard.groups.filter { $0.title == group }.flatMap(\.functions).map(\.name)
  ).subtracting(settings)
}

/// Takes the tensors that are drawn.
final class DrawLog: Sendable {
  private let drawn = Mutex<[Tensor]>([])

  func add(_ tensor: Tensor) { drawn.withLock { $0.append(tensor) } }

  /// What was drawn since this was asked last.
  func take() -> [Tensor] {
    drawn.withLock { drawn in
      defer { drawn = [] }
      return drawn
    }
  }
}

extension LibraryTable {
  /// The same library, whose draws are logged.
  func logging(to log: DrawLog) -> LibraryTable {
    let groups = groups.map { group in
      guard group.title == Draws.group else { return group }
      return FunctionGroup(group.title, group.functions.map { $0.logging(to: log) })
    }
    var attributes = attributes
    for type in [TypeName.generator, .tensorflowGenerator] {
      attributes[type] = attributes[type]?.mapValues { entry in
        guard case .method(let method) = entry else { return entry }
        return .method(method.logging(to: log))
      }
    }
    return LibraryTable(
      groups: groups, constants: constants, constructors: constructors, attributes: attributes)
  }
}

extension BuiltinFunction {
  fileprivate func logging(to log: DrawLog) -> BuiltinFunction {
    guard !Draws.settings.contains(name) else { return self }
    return BuiltinFunction(
      name, bare: bareNames, tensorflow: tensorflow, numpy: numpy, math: math, summary: summary,
      example: example, parameters: parameters, result: result, composition: composition
    ) { [body] arguments, evaluator in
      let object = try body(arguments, evaluator)
      switch object {
      case .tensor(let value): log.add(value.tensor)
      case .float(let number): log.add(Tensor(number))
      case .int(let number): log.add(Tensor(Int64(number)))
      default: break
      }
      return object
    }
  }
}
