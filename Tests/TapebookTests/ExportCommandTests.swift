import Testing

@Suite struct ExportCommandTests {
  private let failing = """
    x = constant(1.)
    ones(0.5)
    y = x * 2.
    y
    """

  @Test func nothingIsWrittenWhereAnEntryFails() throws {
    let run = try Program.run(["export", "-", "--to", "pytorch"], input: failing)
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.error.contains("nothing was written"))
  }

  @Test func aCommentStandsInThePlaceOfAFailedEntry() throws {
    let run = try Program.run(["export", "-", "--to", "pytorch", "--keep-going"], input: failing)
    #expect(run.status == 1)
    #expect(run.output.contains("\n# ones(0.5)\n# TypeError: "))
    #expect(run.output.hasSuffix("y = x * 2.\nprint(y)\n"))
  }

  @Test func anExportHoldsTheLimitOfSteps() throws {
    let text = "for i in range(50):\n  x = i\n"
    let run = try Program.run(["export", "-", "--to", "jax", "--max-steps", "3"], input: text)
    #expect(run.status == 1)
    #expect(run.error.contains("step"))
    #expect(try Program.run(["export", "-", "--to", "jax"], input: text).status == 0)
  }

  @Test(arguments: ["--json", "--seed=3"])
  func whatTheFileDecidesIsNoOption(option: String) throws {
    let run = try Program.run(["export", "-", "--to", "jax", option], input: "1\n")
    #expect(run.status == 2)
    #expect(run.output == "")
  }
}
