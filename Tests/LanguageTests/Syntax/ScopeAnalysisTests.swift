import Testing

@testable import Language

/// Expected names are those of CPython's `symtable`.
@Suite struct ScopeAnalysisTests {
  private func function(_ text: String, at path: [Int] = [0]) throws -> FunctionDefinition {
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    var statements = try SyntaxFixture.parser().parse(source).statements
    var found: FunctionDefinition?
    for index in path {
      guard case .function(let definition) = statements[index].kind else { break }
      found = definition
      if case .statements(let body) = definition.body { statements = body }
    }
    return try #require(found)
  }

  @Test func localsAreParametersThenWhatIsBound() throws {
    let definition = try function(
      """
      def f(a, *rest, k=1, **more):
        import m.n, o as p
        b, (c, *d) = a
        for e in b: pass
        with a as g: pass
        try: pass
        except E as h: pass
        i += 1
        a.x = 1
        a[0] = 1
        del j
        def q(): pass
        return [r for r in b]
      """)
    #expect(
      definition.locals == [
        "a", "rest", "k", "more", "m", "p", "b", "c", "d", "e", "g", "h", "i", "j", "q",
      ])
    #expect(definition.captured.isEmpty)
    #expect(definition.free.isEmpty)
  }

  @Test func aClosureCapturesAndIsFree() throws {
    let text = """
      def outer(a):
        def middle():
          def inner():
            return a + b + c
          return inner
        b = 1
        return middle
      """
    let outer = try function(text)
    #expect(outer.captured == ["a", "b"])
    #expect(outer.free.isEmpty)
    let middle = try function(text, at: [0, 0])
    #expect(middle.free == ["a", "b"])
    #expect(middle.captured.isEmpty)
    let inner = try function(text, at: [0, 0, 0])
    #expect(inner.free == ["a", "b"])
    #expect(inner.locals.isEmpty)
  }

  @Test func nonlocalAndGlobalAreNoLocals() throws {
    let text = """
      def f():
        x = 1
        def g():
          nonlocal x
          global y
          x = 2
          y = 3
          z = 4
        def h():
          global x
          return x
      """
    let f = try function(text)
    #expect(f.captured == ["x"])
    let g = try function(text, at: [0, 1])
    #expect(g.locals == ["z"])
    #expect(g.nonlocals == ["x"])
    #expect(g.globals == ["y"])
    #expect(g.free == ["x"])
    let h = try function(text, at: [0, 2])
    #expect(h.free.isEmpty)
  }

  @Test func comprehensionsCaptureFromTheirFunction() throws {
    let definition = try function("def f(a, b):\n  return [x * a for x in b]")
    #expect(definition.locals == ["a", "b"])
    #expect(definition.captured == ["a"])
  }

  @Test func aLambdaInAComprehensionTakesItsTarget() throws {
    let source = EntrySource(file: nil, text: "[lambda: i for i in y]", firstLine: 1)
    let entry = try SyntaxFixture.parser().parse(source)
    guard case .expression(let value, _)? = entry.statements.first?.kind,
      case .listComprehension(let element, _) = value.kind, case .lambda(let lambda) = element.kind
    else {
      Issue.record("another tree")
      return
    }
    #expect(lambda.free == ["i"])
  }

  @Test func defaultsAndDecoratorsBelongOutside() throws {
    let text = "def f(a):\n  @a\n  def g(b=a): return b\n  return g"
    #expect(try function(text).captured.isEmpty)
    #expect(try function(text, at: [0, 0]).free.isEmpty)
  }

  @Test func formattedStringsAndCommandsAreRead() throws {
    let text = "def f(a, z):\n  def g():\n    grad z a\n    return f'{a:{z}}'\n  return g"
    #expect(try function(text).captured == ["a", "z"])
  }

  @Test func aDocumentationStringIsTheFirstStatement() throws {
    #expect(try function("def f():\n  'twice'\n  return 2").documentation == "twice")
    #expect(try function("def f():\n  return 2").documentation == nil)
  }
}
