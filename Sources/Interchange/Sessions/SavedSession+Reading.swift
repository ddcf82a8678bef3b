import Glibc
import Language
public import Notebook

extension SavedSession {
  /// What a replay of the session that is saved to a path would not find, or may not read.
  ///
  /// - Parameter expanded: a path with the user's home in the place of `~`.
  /// - Complexity: O(files), each of which is looked for.
  public func unreached(
    savedTo path: String, expanded: (String) -> String = { $0 }
  ) -> UnreachedFiles {
    let replay = FilePermission.script(in: FilePath.folder(of: path))
    var missing: Set<String> = []
    var outside: Set<String> = []
    for file in Set(entries.flatMap(\.reads)) where file.path != "-" {
      do throws(EvaluationError) {
        let place = try replay.readablePath(of: expanded(file.path), named: file.path)
        if access(place, F_OK) != 0 { missing.insert(file.path) }
      } catch {
        outside.insert(file.path)
      }
    }
    return UnreachedFiles(missing: missing.sorted(), outside: outside.sorted())
  }
}
