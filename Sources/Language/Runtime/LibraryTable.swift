import Autodiff

/// Everything that names of the library stand for: the primitives' table, builtins, constants,
/// types with their constructors, and the attributes of objects.
public struct LibraryTable: Sendable {
  /// The builtins by topic, in the order of declaration.
  public let groups: [FunctionGroup]
  /// The constants, in the order of declaration.
  public let constants: [LibraryConstant]
  /// What calling a type does: `int("3")`.
  public let constructors: [TypeName: BuiltinFunction]
  /// The attributes of each type.
  public let attributes: AttributeTable
  /// What each name without a module stands for.
  public let bareNames: [String: Object]
  private let dotted: DottedNames

  /// A library of builtins, constants, constructors and attributes.
  ///
  /// All primitives, `GradientTape`, `Variable`, their methods and the exception classes are part
  /// of every library. Where names collide, a builtin's stands before a primitive's.
  public init(
    groups: [FunctionGroup], constants: [LibraryConstant] = [],
    constructors: [TypeName: BuiltinFunction] = [:], attributes: AttributeTable = [:]
  ) {
    self.groups = groups
    self.constants = constants
    self.constructors = constructors.merging(RuntimeLibrary.constructors) { given, _ in given }
    self.attributes = RuntimeLibrary.attributes.merging(attributes) { ours, given in
      ours.merging(given) { _, given in given }
    }
    var bare: [String: Object] = [:]
    bare.reserveCapacity(1 << 10)
    for type in ExceptionType.allCases { bare[type.rawValue] = .type(.exception(type)) }
    for primitive in Primitive.all {
      for name in [primitive.name] + primitive.bareAliases {
        bare[name] = .primitive(PrimitiveReference(primitive, namespace: .bare))
      }
    }
    for (type, builtin) in self.constructors {
      for name in builtin.bareNames { bare[name] = .type(type) }
    }
    for builtin in groups.flatMap(\.functions) {
      for name in builtin.bareNames { bare[name] = .builtin(builtin) }
    }
    for constant in constants {
      for name in constant.bareNames { bare[name] = constant.value }
    }
    bareNames = bare
    dotted = DottedNames(groups: groups, constants: constants, constructors: self.constructors)
  }

  /// What each name with its module's whole path stands for: `tensorflow.reduce_sum`.
  public var dottedNames: [String: Object] { dotted.all }

  /// The builtins, in the order of declaration.
  public var builtins: [BuiltinFunction] { groups.flatMap(\.functions) }

  /// What an object of a type has under a name; nil where it has nothing.
  public func attribute(_ name: String, of type: TypeName) -> AttributeEntry? {
    if let entry = attributes[type]?[name] { return entry }
    return LibraryTable.attributeParent(of: type).flatMap { attributes[$0]?[name] }
  }

  /// The type whose attributes another type has besides its own.
  public static func attributeParent(of type: TypeName) -> TypeName? {
    switch type {
    case .exception(.baseException): nil
    case .exception: .exception(.baseException)
    // What a tensor has, a Variable has too, through its value.
    case .variable: .tensor
    default: nil
    }
  }

  /// The modules with the short names under which they are usually imported.
  public static let shortModuleNames: [(module: String, short: String)] = [
    ("tensorflow", "tf"), ("numpy", "np"), ("math", "math"), ("matplotlib.pyplot", "plt"),
  ]

  /// The modules that are in no other, sorted.
  public static let topModuleNames: [String] = Set(
    shortModuleNames.compactMap { $0.module.split(separator: ".").first.map(String.init) }
  ).sorted()

  /// Other names under which modules can be imported.
  static let moduleAliases = ["tensorflow.compat.v2": "tensorflow"]

  /// What a member of a module stands for.
  public func member(_ name: String, of module: Module) -> Object? {
    dottedNames[module.path + "." + name]
  }

  /// The names of a module's members, sorted.
  ///
  /// - Complexity: O(*n* log *n*) in the names of the library.
  public func members(of module: Module) -> [String] {
    let prefix = module.path + "."
    return dottedNames.keys.filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
      .filter { !$0.contains(".") }.sorted()
  }
}

/// The builtins of one topic.
public struct FunctionGroup: Sendable {
  /// What they have in common.
  public let title: String
  /// The builtins, in the order of declaration.
  public let functions: [BuiltinFunction]

  /// The builtins of a topic.
  public init(_ title: String, _ functions: [BuiltinFunction]) {
    self.title = title
    self.functions = functions
  }
}
