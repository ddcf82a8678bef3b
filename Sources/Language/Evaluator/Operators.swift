import Autodiff

/// The primitives that serve the language's operators, found once by what they declare.
enum Operators {
  static let negative = serving("unary -")
  static let invert = serving("~")
  static let slice = Primitive.named("slice")
  static let gather = Primitive.named("gather")
  static let stack = Primitive.named("stack")
  static let select = Primitive.named("where")
  static let cast = Primitive.named("cast")

  private static let add = serving("+")
  private static let subtract = serving("-")
  private static let multiply = serving("*")
  private static let divide = serving("/")
  private static let floorDivide = serving("//")
  private static let modulo = serving("%")
  private static let matmul = serving("@")
  private static let power = serving("**")
  private static let bitAnd = serving("&")
  private static let bitOr = serving("|")
  private static let less = serving("<")
  private static let lessEqual = serving("<=")
  private static let greater = serving(">")
  private static let greaterEqual = serving(">=")
  private static let equal = serving("==")
  private static let notEqual = serving("!=")

  /// The primitive of an arithmetic operator.
  static func primitive(_ operation: BinaryOperator) -> Primitive {
    switch operation {
    case .add: add
    case .subtract: subtract
    case .multiply: multiply
    case .divide: divide
    case .floorDivide: floorDivide
    case .modulo: modulo
    case .matmul: matmul
    case .power: power
    case .bitAnd: bitAnd
    case .bitOr: bitOr
    }
  }

  /// The primitive of a comparison; nil for `is` and `in`.
  static func primitive(_ comparison: ComparisonOperator) -> Primitive? {
    switch comparison {
    case .less: less
    case .lessEqual: lessEqual
    case .greater: greater
    case .greaterEqual: greaterEqual
    case .equal: equal
    case .notEqual: notEqual
    case .isSame, .isNotSame, .isIn, .isNotIn: nil
    }
  }

  private static func serving(_ symbol: String) -> Primitive {
    guard let primitive = Primitive.all.first(where: { $0.operators.contains(symbol) }) else {
      preconditionFailure("no primitive serves the operator \(symbol)")
    }
    return primitive
  }
}
