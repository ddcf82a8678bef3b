import Glibc
import Language
import Testing

@testable import Interchange

/// A replayed script reads beside itself, and does nothing else with files.
@Suite struct FilePermissionTests {
  private func refused(_ permission: FilePermission, _ path: String) -> Bool {
    do throws(EvaluationError) {
      _ = try permission.readablePath(of: path, named: path)
      return false
    } catch {
      return error.type == .permissionError
    }
  }

  @Test func aScriptReadsBesideItselfOnly() throws {
    let folder = try TemporaryFolder()
    let script = folder.path + "/script"
    #expect(mkdir(script, 0o700) == 0 && mkdir(script + "/inner", 0o700) == 0)
    try writeFile(folder.path + "/secret", [1])
    try writeFile(script + "/data", [1])
    try writeFile(script + "/inner/data", [1])
    #expect(mkdir(folder.path + "/script2", 0o700) == 0)
    try writeFile(folder.path + "/script2/data", [1])
    #expect(symlink("../secret", script + "/link") == 0)
    #expect(symlink("..", script + "/up") == 0)
    #expect(symlink("inner/data", script + "/fine") == 0)
    let permission = FilePermission.script(at: script + "/a.tape", isAllowed: false)
    for path in ["data", "inner/data", "./data", "inner/../data", "fine", script + "/data"] {
      #expect(!refused(permission, path), "\(path)")
    }
    for path in [
      "../secret", "link", "up/secret", folder.path + "/secret", "/etc/passwd", "-", "../none",
      "inner/../../secret", "../script2/data", "/dev/stdin", "/none", ".",
    ] {
      #expect(refused(permission, path), "\(path)")
    }
    // What is not there is told when it is opened.
    #expect(!refused(permission, "none"))
    #expect(try permission.readablePath(of: "none", named: "none") == script + "/none")
    let allowed = FilePermission.script(at: script + "/a.tape", isAllowed: true)
    #expect(!refused(allowed, "../secret"))
    #expect(
      try allowed.readablePath(of: "../secret", named: "") == script + "/../secret")
    #expect(!refused(.user, "/etc/passwd"))
  }

  @Test func aScriptCanAllowAnotherNoMoreThanItHas() throws {
    let script = FilePermission.script(in: "a")
    #expect(try !script.nested(in: "a/b", isAllowed: false).isUnrestricted)
    #expect(throws: EvaluationError.self) { try script.nested(in: "a/b", isAllowed: true) }
    // What the user runs is a script, and allowed more only where the user says so.
    #expect(try !FilePermission.user.nested(in: "a", isAllowed: false).isUnrestricted)
    #expect(try FilePermission.user.nested(in: "a", isAllowed: true).isUnrestricted)
    #expect(try FilePermission.user.nested(in: nil, isAllowed: false).isUnrestricted)
    let allowed = FilePermission.script(in: "a", isAllowed: true)
    #expect(try allowed.nested(in: "b", isAllowed: false).isUnrestricted)
  }

  @Test func writingAndProgramsNeedTheUser() throws {
    let script = FilePermission.script(in: "a")
    #expect(throws: EvaluationError.self) { try script.requireWriting("x") }
    #expect(throws: EvaluationError.self) { try script.requireStarting("dot") }
    try FilePermission.user.requireWriting("x")
    try FilePermission.script(in: "a", isAllowed: true).requireStarting("dot")
  }

  @Test(arguments: [
    ("a", "x", "a/x"), ("a/", "x", "a/x"), (".", "x", "x"), ("a", "/x", "/x"), ("a", "~/x", "~/x"),
    ("/", "x", "/x"),
  ])
  func relativePathsStartInTheScriptsFolder(_ folder: String, _ path: String, _ place: String) {
    #expect(FilePermission.script(in: folder).place(of: path) == place)
  }
}
