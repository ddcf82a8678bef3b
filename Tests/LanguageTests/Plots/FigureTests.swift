import Plotting
import Testing

@testable import Language

/// matplotlib's pyplot draws the figure that listings describe.
@Suite struct FigureTests {
  private static let importing = "import matplotlib.pyplot as plt\nimport numpy as np\n"

  /// The plots that a listing shows.
  private func plots(
    _ text: String, echo: EvaluatorOptions.Echo = .never
  ) throws -> [Plot] {
    var script = Script(echo: echo)
    return try script.plots(Self.importing + text)
  }

  private func series(_ plot: Plot?) -> [Series] {
    (plot?.marks ?? []).compactMap { mark in
      if case .series(let series) = mark { return series }
      return nil
    }
  }

  @Test func aListingDrawsItsLines() throws {
    let plot = try plots(
      """
      x = np.linspace(0, 1, 3)
      plt.figure(figsize=(6, 4))
      plt.plot(x, x ** 2, 'r--', label='square', linewidth=2)
      plt.plot([3, 1, 2], 'o', color='k')
      plt.title('T'); plt.xlabel('a'); plt.ylabel('b')
      plt.yscale('log'); plt.xlim(0, 5); plt.grid(True); plt.tight_layout()
      plt.legend(loc='best')
      plt.show()
      """
    ).first
    let drawn = series(plot)
    #expect(drawn.map(\.x) == [[0, 0.5, 1], [0, 1, 2]])
    #expect(drawn.map(\.y) == [[0, 0.25, 1], [3, 1, 2]])
    #expect(drawn.map(\.name) == ["square", nil])
    #expect(drawn.map(\.hasLine) == [true, false] && drawn.map(\.hasPoints) == [false, true])
    #expect(plot?.title == "T" && plot?.xAxis.label == "a" && plot?.yAxis.label == "b")
    #expect(plot?.yAxis.scale == .logarithmic && plot?.showsGrid == true)
    #expect(plot?.xAxis.lower == 0 && plot?.xAxis.upper == 5 && plot?.showsLegend == true)
  }

  @Test func whatAFigureDoesNotDrawIsTold() throws {
    let plot = try plots(
      "plt.plot([1, 0, 10], label='loss')\nplt.plot([1, 2, 3])\nplt.yscale('log')\nplt.show()"
    ).first
    #expect(
      plot?.omissions == "not drawn: 1 of 3 points of loss (1 zero)"
        + "; a logarithmic axis has places for positive numbers only")
    let bins = try plots("plt.hist([0., 1., np.nan], bins=2, range=(0, 1))\nplt.show()").first
    #expect(bins?.omissions == "not drawn: 1 number that is not finite")
  }

  @Test func severalGroupsStandInOneCall() throws {
    let drawn = series(
      try plots("plt.plot([1, 2], [3, 4], 'o-', [5, 6], [7, 8])\nplt.show()").first)
    #expect(drawn.map(\.y) == [[3, 4], [7, 8]])
    #expect(drawn[0].hasPoints && drawn[0].hasLine && !drawn[1].hasPoints)
  }

  @Test func showBeginsAnew() throws {
    let drawn = try plots("plt.plot([1, 2])\nplt.show()\nplt.show()\nplt.plot([3, 4])\nplt.show()")
    #expect(drawn.map { series($0).map(\.y) } == [[[1, 2]], [[3, 4]]])
  }

  @Test func axesDrawOnTheirFigure() throws {
    let plot = try plots(
      """
      fig, ax = plt.subplots(figsize=(4, 3))
      ax.scatter([1, 2], [3, 4], c='r', label='p')
      ax.set_title('S'); ax.set_xlabel('x'); ax.set_ylim(bottom=0)
      ax.axhline(1.5, color='k'); ax.legend()
      fig.tight_layout()
      plt.show()
      """
    ).first
    #expect(series(plot).map(\.name) == ["p"] && plot?.title == "S" && plot?.yAxis.lower == 0)
    guard case .rule(let rule)? = plot?.marks.last else {
      Issue.record("the line is drawn")
      return
    }
    #expect(rule.isHorizontal && rule.value == 1.5)
  }

  @Test func theDrawingsOfAGridAreShownOneAfterTheOther() throws {
    let drawn = try plots(
      """
      plt.figure(figsize=(8, 3))
      plt.subplot(2, 2, 1); plt.plot([1, 2]); plt.title('first')
      plt.subplot(222); plt.semilogy([3, 4])
      plt.subplot(2, 2, 1); plt.plot([5, 6])
      plt.subplot(2, 2, 3)
      plt.subplot(2, 1, 2); plt.plot([7, 8])
      plt.show()
      plt.plot([9, 10])
      plt.show()
      """)
    #expect(
      drawn.map { series($0).map(\.y) } == [
        [[1, 2], [5, 6]], [[3, 4]], [[7, 8]], [[9, 10]],
      ])
    #expect(drawn.map(\.title) == ["first", nil, nil, nil])
    #expect(drawn.map(\.yAxis.scale) == [.linear, .logarithmic, .linear, .linear])
  }

  @Test func histogramsGiveWhatNumPyCounts() throws {
    var script = Script()
    // numpy.histogram(numpy.sin(numpy.linspace(0, 2 * pi, 50)), 5) of NumPy 2.4.
    let shown = try script.run(
      Self.importing + "n, edges, _ = plt.hist(np.sin(np.linspace(0, 2 * np.pi, 50)), bins=5)\nn\n"
        + "len(edges)\nn, e, _ = plt.hist([0.5, 1.5, 1.7], bins=[0, 1, 2], density=True)\nn")
    #expect(shown == "[14.  7.  8.  7. 14.]\n6\n[0.33333333 0.66666667]")
  }

  @Test func aCellShowsItsFigureAtItsEnd() throws {
    #expect(try plots("plt.plot([1, 2]);", echo: .last).count == 1)
    #expect(try plots("plt.plot([1, 2])", echo: .never).isEmpty)
  }

  @Test func aFigureIsPartOfTheSession() throws {
    var script = Script()
    _ = try script.run(Self.importing + "plt.plot([1, 2])")
    let before = script.session
    _ = try script.run("plt.title('later')")
    #expect(script.session.isChanged(from: before))
    #expect(before.figure.plot?.title == nil && script.session.figure.plot?.title == "later")
    #expect(script.failure(of: "plt.plot([5, 6]); plt.plot('o')") != nil)
    #expect(script.session.figure.plot?.marks.count == 1)
  }

  @Test(arguments: [
    ("plt.plot()", "plot() takes values to draw"),
    ("plt.plot([1, 2], 'q')", "'q' is not a valid format string (unrecognized character 'q')"),
    ("plt.plot([1, 2], lable='a')", "plot() got an unexpected keyword argument 'lable'"),
    ("plt.plot([1, 2], [1])", "y has shape (1,), and x (2,)"),
    ("plt.scatter([1, 2], [1])", "x and y must be the same size"),
    ("plt.subplots(1, 2)", "subplots() gives one pair of axes here, not 1 × 2"),
    ("plt.subplot(1, 2, 3)", "num must be an integer with 1 <= num <= 2, not 3"),
    ("plt.subplot(1, 2)", "subplot() takes the rows, the columns and a number"),
    ("plt.subplot(1000000, 1000000, 1)", "a figure has 1 to 100 drawings, not 1000000 × 1000000"),
    ("plt.figure().add_subplot(1, 2, 1)", "a figure gives one pair of axes here"),
    (
      "plt.subplot(121); plt.plot([1]); plt.subplot(122); plt.plot([2]); plt.savefig('a.png')",
      "a file holds one drawing here, and the figure has 2"
    ),
    ("plt.yscale('cubic')", "a scale is 'linear' or 'log', not 'cubic'"),
    ("plt.xlim(3, 1)", "the lower end 3 of the horizontal axis is not below the upper, 1"),
    ("plt.imshow([[[1.]]])", "X has shape (1, 1, 1); a heat map shows a matrix"),
    ("plt.imshow([[1., 2.]], origin='lower')", "the first row of a matrix stands on top here"),
    ("plt.hist([1, 2], bins=0)", "a histogram has 1 to 10000 bins, not 0"),
    ("plt.hist([1, 2], bins=[2, 1])", "bins are a number, or bounds that increase"),
    ("plt.savefig('a.png')", "there is nothing to save"),
    ("plt.plot([1]); plt.savefig('a.png')", "files cannot be used here"),
    ("plt.violinplot([1])", "module 'matplotlib.pyplot' has no attribute 'violinplot' here"),
  ])
  func whatIsNotSupportedIsTold(_ input: String, _ message: String) {
    var script = Script()
    #expect(script.failure(of: Self.importing + input)?.message == message)
  }
}
