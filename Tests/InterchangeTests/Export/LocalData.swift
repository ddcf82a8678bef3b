import Foundation
import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

/// The data files of a test, which sessions load by whole paths.
struct LocalData: DataFiles {
  var endings: [String] { DataFormat.allCases.map(\.rawValue) }

  func permitted(by permission: FilePermission) -> LocalData { self }

  func content(
    of path: String, _ options: DataOptions
  ) throws(EvaluationError) -> DataContent {
    let bytes: [UInt8]
    do throws(TextFileError) {
      bytes = try TextFile.bytes(of: path, limit: 1 << 20)
    } catch {
      throw EvaluationError(.osError, error.message)
    }
    guard let format = DataFormat(path: path) else {
      throw EvaluationError(.valueError, "no data file")
    }
    do throws(DataError) {
      return try format.content(bytes, options)
    } catch {
      throw EvaluationError(.valueError, error.message)
    }
  }

  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor {
    throw EvaluationError(.osError, "not for this test")
  }

  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError) {
    throw EvaluationError(.osError, "not for this test")
  }

  /// The lines of a program of a session beside files of texts; `…/` stands for their folder in the
  /// session, and is left out in the program.
  static func program(
    _ text: String, _ framework: Framework, files: [String: Data]
  ) throws -> ProgramText {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in files { try content.write(to: folder.appendingPathComponent(name)) }
    let session = ReplayedSession(
      try SessionFile(
        "#: format = tape/1\n" + text.replacing("…/", with: folder.path + "/"), file: nil),
      surroundings: Surroundings(data: LocalData()))
    #expect(session.failures.map(\.message) == [])
    var program = ProgramText(session, for: framework)
    program.prelude = program.prelude.map { $0.replacing(folder.path + "/", with: "") }
    for index in program.parts.indices {
      program.parts[index].lines = program.parts[index].lines.map {
        $0.replacing(folder.path + "/", with: "")
      }
    }
    return program
  }
}
