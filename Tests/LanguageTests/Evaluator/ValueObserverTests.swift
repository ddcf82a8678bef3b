import Tensors
import Testing

@testable import Language

/// What an observer is told of expressions.
@Suite struct ValueObserverTests {
  /// Runs one entry, and gives who was told of its expressions.
  private func run(_ source: EntrySource) throws -> (observer: ValueObserver, entry: Entry) {
    var session = Session()
    var options = EvaluatorOptions(library: .standard)
    let observer = ValueObserver()
    options.observer = observer
    let entry = try Parser(commands: []) { session.isBound($0) }.parse(source)
    try Evaluator.run(entry, in: &session, options: options) { _ in }
    return (observer, entry)
  }

  /// Runs one entry, and gives what its names stood for in the order of the text.
  private func observed(_ text: String) throws -> [ObservedValue?] {
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    let (observer, entry) = try run(source)
    return entry.statements.compactMap { statement in
      guard case .expression(let value, _) = statement.kind else { return nil }
      return observer.value(of: value, in: source)
    }
  }

  private static let names =
    "import numpy as np; import tensorflow as tf; a = np.array([1., 2.]); v = tf.Variable([1., 2.]); "

  @Test(arguments: [
    ("a", ObservedValue.Kinds.array), ("v", .variable), ("a * v", .tensor), ("a * 2.", .array),
    ("v.numpy()", .array), ("len(a)", .number), ("[a, v]", .list), ("(a,)", .tuple),
    ("{'a': a}", .dict), ("None", .none), ("tf.exp", .operation), ("lambda x: x", .function),
    ("np.random.default_rng(0)", .generator), ("np.random.default_rng(0).normal(size=2)", .array),
    ("'a'", .other),
  ])
  func anExpressionIsOfAKind(text: String, kinds: ObservedValue.Kinds) throws {
    #expect(try observed(Self.names + text).map { $0?.kinds } == [kinds])
  }

  @Test func elementTypesAndAxesAreTold() throws {
    let value = try #require(try observed(Self.names + "[a, [v]]").first ?? nil)
    #expect(value.arrayDTypes.only == .float64)
    #expect(value.tensorDTypes.only == .float32)
    #expect(value.itemKinds == [.array, .variable, .list])
    #expect(value.rank == nil)
    #expect(try observed(Self.names + "a")[0]?.rank == 1)
  }

  @Test func onePlaceMayStandForSeveralKinds() throws {
    let source = EntrySource(file: nil, text: "f = lambda x: x; f(1.); f(f)", firstLine: 1)
    let (observer, _) = try run(source)
    let body = Expression(.name("x"), SourceRange(14, 15))
    #expect(observer.value(of: body, in: source)?.kinds == [.number, .function])
    #expect(observer.value(of: Expression(.name("x"), SourceRange(0, 1)), in: source)?.kinds == nil)
  }

  @Test func openTapesAreTold() throws {
    let values = try observed("v = Variable(1.); v")
    #expect(values.map { $0?.isWithinTape } == [false])
    let source = EntrySource(
      file: nil, text: "with GradientTape() as t: exp(1.)", firstLine: 1)
    let (observer, _) = try run(source)
    let call = Expression(.call(Expression(.none, SourceRange(26, 33)), []), SourceRange(26, 33))
    #expect(observer.value(of: call, in: source)?.isWithinTape == true)
  }
}
