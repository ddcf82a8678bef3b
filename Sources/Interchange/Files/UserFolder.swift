import Glibc

/// A folder in which the notebook keeps a user's files, by the XDG Base Directory Specification.
public enum UserFolder: Sendable, Hashable, CaseIterable {
  /// What the notebook remembers: `$XDG_STATE_HOME/tapebook`, or `~/.local/state/tapebook`.
  case state
  /// What the user sets: `$XDG_CONFIG_HOME/tapebook`, or `~/.config/tapebook`.
  case configuration

  /// The folder's path; the folder need not be there.
  ///
  /// A variable that is no absolute path is ignored, as the specification asks.
  ///
  /// - Throws: that the user has no home.
  public func path(
    in environment: UserEnvironment = .process
  ) throws(MissingUserFolder) -> String {
    if let base = environment.variable(variable), base.hasPrefix("/") { return base + "/tapebook" }
    guard let home = environment.home else { throw MissingUserFolder(variable: variable) }
    return home + fallback + "/tapebook"
  }

  /// The variable that names the folder's parent.
  private var variable: String {
    switch self {
    case .state: "XDG_STATE_HOME"
    case .configuration: "XDG_CONFIG_HOME"
    }
  }

  /// Where the folder's parent is in the user's home unless the variable names it.
  private var fallback: String {
    switch self {
    case .state: "/.local/state"
    case .configuration: "/.config"
    }
  }
}

/// Why there is no place for a user's files.
public struct MissingUserFolder: Error, Sendable, Hashable {
  /// The variable that could have named the place.
  let variable: String

  /// What is missing, in one line without a full stop.
  public var message: String { "there is no home folder: set HOME or \(variable)" }
}

/// What a process knows of its user.
public struct UserEnvironment: Sendable {
  /// The value of an environment variable; nil where it is not set.
  let variable: @Sendable (String) -> String?
  /// The home of the user's account.
  let accountHome: @Sendable () -> String?

  /// An environment in which variables have the values that a function gives.
  public init(
    variable: @escaping @Sendable (String) -> String?,
    accountHome: @escaping @Sendable () -> String? = { nil }
  ) {
    self.variable = variable
    self.accountHome = accountHome
  }

  /// The environment of this process.
  public static let process = UserEnvironment(
    variable: { name in getenv(name).flatMap { String(validatingCString: $0) } },
    accountHome: UserEnvironment.homeOfAccount)

  /// The user's home, an absolute path.
  var home: String? {
    if let home = variable("HOME"), home.hasPrefix("/") { return home }
    return accountHome()
  }

  private static func homeOfAccount() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 14) { buffer in
      guard let start = buffer.baseAddress,
        getpwuid_r(getuid(), &entry, start, buffer.count, &found) == 0, found != nil,
        let directory = entry.pw_dir, let home = String(validatingCString: directory),
        home.hasPrefix("/")
      else { return nil }
      return home
    }
  }
}
