public import Tensors

/// What a data file holds: arrays and texts, by name, in the order of the file.
public struct DataContent: Sendable {
  /// How the content is bound to names.
  public enum Kind: Sendable, Hashable {
    /// One array, which has no name of its own: `.npy`, or a table without a header.
    case single
    /// Arrays with names: `.npz`, `.safetensors`, or the columns of a table.
    case named
  }

  /// What one name of a file stands for.
  public enum Value: Sendable {
    case tensor(Tensor)
    /// A column of texts.
    case texts([String])
  }

  /// A name of a file with its value.
  public struct Item: Sendable {
    /// The name as the file has it; empty where the file names nothing.
    public let name: String
    /// The value.
    public let value: Value
    /// What became of it on the way here that should be known: `int8 in the file`.
    public let note: String?

    /// A name with its value.
    public init(_ name: String, _ value: Value, note: String? = nil) {
      self.name = name
      self.value = value
      self.note = note
    }
  }

  /// How it is bound to names.
  public let kind: Kind
  /// The names, in the order of the file.
  public let items: [Item]
  /// What should be known of the file as a whole.
  public let notes: [String]

  /// The content of a file.
  ///
  /// - Precondition: a single content has one item.
  public init(_ kind: Kind, _ items: [Item], notes: [String] = []) {
    precondition(kind != .single || items.count == 1, "a single content has one item")
    self.kind = kind
    self.items = items
    self.notes = notes
  }
}

/// An array under the name that a file gives to it.
public struct NamedTensor: Sendable {
  /// The name.
  public let name: String
  /// The array.
  public let tensor: Tensor

  /// An array with its name.
  public init(_ name: String, _ tensor: Tensor) {
    self.name = name
    self.tensor = tensor
  }
}

/// How numbers stand in a text file that is read as one array.
public struct NumberTableOptions: Sendable {
  /// What stands between two numbers; nil for blanks.
  public var delimiter: String?
  /// What a comment begins with; nil where there are none.
  public var comment: String? = "#"
  /// How many lines at the beginning are passed over.
  public var skippedLines = 0
  /// The columns that are wanted, from 0, negative ones from the end; nil for all.
  public var columns: [Int]?
  /// The most rows that are read; nil for all.
  public var rowLimit: Int?
  /// What stands for a number that is missing or cannot be read; nil where that is an error.
  public var filling: Double?

  /// The options of a table of numbers between blanks.
  public init() {}
}
