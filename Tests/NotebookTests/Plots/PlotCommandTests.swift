import Foundation
import Language
import Plotting
import Synchronization
import Testing

@testable import Notebook

/// The commands `plot`, `heatmap` and `hist`.
@Suite struct PlotCommandTests {
  /// The plots that a text shows.
  private func plots(_ text: String, kind: SourceKind = .session) -> [Plot] {
    var transcript = Transcript(kind)
    _ = transcript.run(text)
    return transcript.results.flatMap(\.outputs).compactMap { output in
      if case .plot(let plot, _) = output { return plot }
      return nil
    }
  }

  private func series(_ plot: Plot) -> [Series] {
    plot.marks.compactMap { mark in
      if case .series(let series) = mark { return series }
      return nil
    }
  }

  @Test func valuesAreDrawnAgainstTheirNumbers() throws {
    let plot = try #require(plots("y = constant([3., 1., 2.])\nplot y").first)
    #expect(series(plot).map(\.x) == [[0, 1, 2]] && series(plot).map(\.y) == [[3, 1, 2]])
    #expect(plot.yAxis.label == "y")
  }

  @Test func valuesAreDrawnAgainstPlaces() throws {
    let plot = try #require(plots("plot [1, 4, 9] [1., 2., 3.] --points").first)
    #expect(series(plot)[0].x == [1, 2, 3] && series(plot)[0].y == [1, 4, 9])
    #expect(series(plot)[0].hasPoints && !series(plot)[0].hasLine)
  }

  @Test func numbersOfPythonStayAsTheyAre() throws {
    let plot = try #require(plots("plot [1e300, 2**40, None, True]").first)
    #expect(series(plot)[0].y.prefix(2) == [1e300, 1_099_511_627_776])
    #expect(series(plot)[0].y[2].isNaN && series(plot)[0].y[3] == 1)
  }

  @Test func aMatrixHasALineForEachColumnAndADictForEachName() throws {
    let matrix = try #require(plots("m = constant([[1., 2.], [3., 4.]])\nplot m").first)
    #expect(series(matrix).map(\.y) == [[1, 3], [2, 4]])
    #expect(series(matrix).map(\.name) == ["m[:, 0]", "m[:, 1]"])
    let named = try #require(plots("plot {'loss': [2., 1.], 'accuracy': [0., 1.]}").first)
    #expect(series(named).map(\.name) == ["loss", "accuracy"])
  }

  @Test func whatIsNotDrawnIsToldBelow() throws {
    let lines = try #require(plots("plot [1, 0, -1, 10] --log").first).text().split(separator: "\n")
    #expect(
      lines.suffix(2) == [
        "not drawn: 2 of 4 points (1 zero, 1 negative); a logarithmic axis has",
        "places for positive numbers only",
      ])
    let missing = try #require(plots("plot {'a': [1., None], 'b': [1., 2.]}").first)
    #expect(missing.omissions == "not drawn: 1 of 2 points of a (1 NaN)")
    #expect(plots("plot (lambda x: 1 / x) -1 1").first?.omissions == nil)
    #expect(
      plots("plot sin -3 3 --log").first?.omissions?.hasPrefix(
        "not drawn: the curve where it is not positive") == true)
    #expect(
      plots("hist [1., 2., float('nan')]").first?.omissions
        == "not drawn: 1 number that is not finite")
  }

  @Test(arguments: [
    // The slopes are cos 1, 2 x, exp 0.
    ("plot sin -3 3 at 1", cos(1.0)), ("plot (lambda x: x**2) -3 3 at -1.5", -3),
    ("plot exp -1 1 at 0", 1),
    ("def f(x): return x * tf.sin(x)\nplot f 0 4 at 2", sin(2.0) + 2 * cos(2.0)),
  ])
  func aTangentTouchesWithTheSlopeOfTheDerivative(_ input: String, _ slope: Double) throws {
    let plot = try #require(plots("import tensorflow as tf\n" + input).first)
    let tangent = try #require(series(plot).first { $0.name?.hasPrefix("tangent") ?? false })
    let found = (tangent.y[1] - tangent.y[0]) / (tangent.x[1] - tangent.x[0])
    #expect(abs(found - slope) < 1e-6)
    #expect(tangent.name?.hasSuffix("slope \(PlotNumber.text(slope))") ?? false)
    let point = try #require(series(plot).last)
    let share = (point.x[0] - tangent.x[0]) / (tangent.x[1] - tangent.x[0])
    #expect(abs(point.y[0] - tangent.y[0] - share * (tangent.y[1] - tangent.y[0])) < 1e-6)
  }

  @Test func functionsThatTakeTensorsOnlyAreDrawn() throws {
    let plot = try #require(
      plots("def f(x): return reshape(x, [1]) * x.ndim + x\nplot f 0 1").first)
    #expect(series(plot)[0].y.first == 0 && series(plot)[0].y.last == 1)
  }

  @Test func aLoopDrawsACurveThatIsShownAtItsEnd() throws {
    var transcript = Transcript()
    _ = transcript.run(
      "w = 4.\nfor i in range(3):\n  w = w / 2\n  plot w\n  print(i)\n\nplot [0] ")
    let outputs = transcript.results[1].outputs
    #expect(outputs.count == 4)
    guard case .plot(let plot, _) = outputs[3] else {
      Issue.record("the curve comes last")
      return
    }
    #expect(series(plot).map(\.y) == [[2, 1, 0.5]] && plot.yAxis.label == "w")
  }

  @Test func eachPlaceOfALoopHasItsCurve() throws {
    let drawn = plots("for i in range(3):\n  plot i\n  plot i*i --log\n  plot i -i\n")
    #expect(
      drawn.map { series($0).map(\.y) } == [
        [[0, 1, 2]], [[0, 1, 4]], [[0, 1, 2], [0, -1, -2]],
      ])
    #expect(drawn[1].yAxis.scale == .logarithmic && series(drawn[2]).map(\.name) == ["i", "-i"])
  }

  @Test func aLoopThatFailsShowsWhatItDrew() {
    let drawn = plots("for i in range(5):\n  plot 1/(3-i)\n")
    #expect(drawn.map { series($0)[0].y.count } == [3])
  }

  @Test func aLoopIsSeenGrowing() {
    let seen = Mutex<[Int]>([])
    var interpreter = Interpreter(
      .session,
      preview: { plot in
        guard case .series(let series)? = plot.marks.first else { return }
        seen.withLock { $0.append(series.y.count) }
      })
    interpreter.run(text: "for i in range(20000):\n  plot i\n")
    let counts = seen.withLock { $0 }
    #expect(!counts.isEmpty && counts == counts.sorted())
  }

  @Test func aPlotChangesNothingInTheSession() {
    let text = "x = Variable(2.)\ny = x * x\n"
    let plain = Transcript.of(text + "tape")
    let plotted = Transcript.of(text + "plot (lambda t: x * t) 0 1\nplot [x, y];\ntape")
    #expect(plotted.hasSuffix(plain) && !plain.isEmpty)
    #expect(Transcript.of("def f(x):\n  print(x)\n  return x\n\nplot f 0 1").contains("f(x)"))
    #expect(!Transcript.of("def f(x):\n  print('no')\n  return x\n\nplot f 0 1").contains("no"))
  }

  @Test(arguments: [
    ("plot 'a'", "TypeError: 'a' is of type str; numbers can be drawn"),
    ("plot []", "ValueError: [] is empty: there is nothing to draw"),
    ("plot [nan, inf]", "ValueError: [nan, inf] has no finite numbers: there is nothing to draw"),
    (
      "plot [0, -1] --log",
      "ValueError: no value of [0, -1] is positive, and a logarithm has a place for no other"
    ),
    ("plot sin", "TypeError: sin is a function, and needs the range over which it is drawn"),
    ("plot sin 3 -3", "ValueError: the range ends at -3, which is not above its beginning, 3"),
    ("plot sin 0 inf", "ValueError: the ends of the range are finite numbers"),
    (
      "plot sin -3 3 at 5",
      "ValueError: the point 5 of the tangent is not in the range that is drawn"
    ),
    (
      "plot ones(2,2,2)",
      "ValueError: ones(2,2,2) has shape (2, 2, 2); values of one or two axes are drawn"
    ),
    ("plot [1, 2] [1]", "ValueError: [1, 2] has shape (2,), and [1] (1,)"),
    ("plot [1, [2]]", "ValueError: [1, [2]][1] has shape (1,), and those before it ()"),
    ("plot 3.", "ValueError: 3. is a single number, which makes no line"),
    ("plot [1] to a.pdf", "ValueError: 'a.pdf' is neither a .svg file nor a .png file"),
    ("plot [1] to a.svg", "OSError: files cannot be used here"),
    ("plot [1] --lines", "TypeError: plot has no option --lines"),
    (
      "plot sqrt -4 -1", "ValueError: sqrt has no finite value there: there is nothing to draw"
    ),
    (
      "def f(x): return [x, x]\nplot f 0 1",
      "ValueError: f gives a tensor of shape (2,) at x = 0; plot draws functions that give single "
        + "numbers"
    ),
    (
      "def f(x):\n  if x > 0.5: raise ValueError('too much')\n  return x\n\nplot f 0 1",
      "ValueError: f fails at x = 0.508333: too much"
    ),
    (
      "heatmap ones(2,2,2)",
      "ValueError: ones(2,2,2) has shape (2, 2, 2); a heat map shows a matrix"
    ),
    ("hist [1] --bins 0", "ValueError: a histogram has 1 to 10000 bins, not 0"),
    ("hist [1] --bins=x", "ValueError: --bins takes a number, not 'x'"),
    ("set plot dots", "ValueError: plot is auto, braille or ascii, not 'dots'"),
  ])
  func whatCannotBeDrawnIsTold(_ input: String, _ message: String) {
    let shown = Transcript.of(input).split(separator: "\n").last.map(String.init)
    #expect(shown == message)
  }

  @Test func theWidthAndTheCharactersAreTheUsers() {
    let ascii = Transcript.of("set plot ascii\nset width 30\nplot [1, 2]")
    #expect(
      ascii.allSatisfy { $0.isASCII } && ascii.split(separator: "\n").allSatisfy { $0.count <= 30 })
    let plot = Output.plot(Plot(marks: [.series(Series(values: [1, 2]))]))
    #expect(OutputText.text(of: plot).contains("\u{2800}"))
    #expect(OutputText.text(of: plot, characters: .ascii).allSatisfy { $0.isASCII })
    let lines = OutputText.text(of: plot, lineWidth: 200, rows: 12).split(separator: "\n")
    #expect(lines.count <= 10 && lines.allSatisfy { $0.count <= 80 })
  }
}
