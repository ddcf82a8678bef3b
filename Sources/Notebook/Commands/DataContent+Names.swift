public import Language

extension DataContent {
  /// A name of a file, and the one that `load` binds for it.
  public struct BoundName: Sendable, Hashable {
    /// The name as the file has it, or the one that stands for it where the file has none.
    public let own: String
    /// The name that is bound: the nearest that was not given before.
    public let name: String
  }

  /// The names that `load` binds, one for each item.
  ///
  /// - Parameters:
  ///   - path: the file's path, whose last part names an array that has no name.
  ///   - alias: the name behind `as`, for such an array.
  /// - Complexity: O(items).
  public func boundNames(path: String, alias: String? = nil) -> [BoundName] {
    var names = Identifiers()
    return items.map { item in
      let own = kind == .single ? alias ?? DataContent.stem(of: path) : item.name
      return BoundName(own: own, name: names.unused(for: own))
    }
  }

  /// A file's own name, without its ending.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
  }
}
