import Testing

@testable import Interchange

@Suite struct ExportFormatTests {
  @Test func aWordInAFilesNameChoosesAmongPrograms() {
    #expect(ExportFormat(path: "out/net_torch.py")?.name == "pytorch")
    #expect(ExportFormat(path: "first.jax.py")?.name == "jax")
    #expect(ExportFormat(path: "TF-course.py")?.name == "tensorflow")
    #expect(ExportFormat(path: "net.py") == nil)
    #expect(ExportFormat(path: "torch_against_jax.py") == nil)
    #expect(ExportFormat(path: "torch") == nil)
  }

  @Test func anUnknownFormatIsNamed() {
    #expect(throws: ExportFormatError.unknown("theano")) {
      try ExportFormat(named: "theano", path: "x.py")
    }
    #expect(throws: ExportFormatError.unclear(path: "x.py")) {
      try ExportFormat(named: nil, path: "x.py")
    }
  }

  @Test func namesAreUnique() {
    #expect(Set(ExportFormat.all.map(\.name)).count == ExportFormat.all.count)
  }
}
