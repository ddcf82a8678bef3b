import Autodiff
import Synchronization

/// What the names with a module's whole path stand for, collected when one is first asked for.
///
/// They are more than the bare ones, and a program that imports no module needs none of them.
final class DottedNames: Sendable {
  private let groups: [FunctionGroup]
  private let constants: [LibraryConstant]
  private let constructors: [TypeName: BuiltinFunction]
  private let collected = Mutex<[String: Object]?>(nil)

  init(
    groups: [FunctionGroup], constants: [LibraryConstant],
    constructors: [TypeName: BuiltinFunction]
  ) {
    self.groups = groups
    self.constants = constants
    self.constructors = constructors
  }

  /// The names with what they stand for; where they collide, a builtin's before a primitive's.
  var all: [String: Object] {
    collected.withLock { collected in
      if let collected { return collected }
      let names = names()
      collected = names
      return names
    }
  }

  private func names() -> [String: Object] {
    var dotted: [String: Object] = [:]
    dotted.reserveCapacity(1 << 11)
    for primitive in Primitive.all {
      for name in primitive.tensorflow {
        dotted["tensorflow." + name] = .primitive(
          PrimitiveReference(primitive, namespace: .tensorflow))
      }
      for name in primitive.numpy {
        dotted["numpy." + name] = .primitive(PrimitiveReference(primitive, namespace: .numpy))
      }
    }
    for (type, builtin) in constructors {
      for name in builtin.tensorflow { dotted["tensorflow." + name] = .type(type) }
      for name in builtin.numpy { dotted["numpy." + name] = .type(type) }
    }
    for builtin in groups.flatMap(\.functions) {
      for name in builtin.tensorflow { dotted["tensorflow." + name] = .builtin(builtin) }
      for name in builtin.numpy { dotted["numpy." + name] = .builtin(builtin) }
      for name in builtin.math { dotted["math." + name] = .builtin(builtin) }
      for name in builtin.matplotlib { dotted["matplotlib." + name] = .builtin(builtin) }
    }
    for constant in constants {
      for name in constant.dottedNames { dotted[name] = constant.value }
    }
    DottedNames.addModules(to: &dotted)
    return dotted
  }

  /// Adds what stands between a module and its members: `tensorflow.math` of `tensorflow.math.exp`.
  private static func addModules(to dotted: inout [String: Object]) {
    var modules: Set<Substring> = []
    for name in dotted.keys {
      var path = name[...]
      // A module that is known was met with all those around it.
      while let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")),
        modules.insert(path[..<dot]).inserted
      {
        path = path[..<dot]
      }
    }
    for module in modules.map(String.init) where dotted[module] == nil {
      dotted[module] = .module(Module(module))
    }
    for name in (LibraryTable.shortModuleNames.map(\.module) + LibraryTable.topModuleNames)
    where dotted[name] == nil {
      dotted[name] = .module(Module(name))
    }
  }
}
