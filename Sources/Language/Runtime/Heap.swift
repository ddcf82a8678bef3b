import HashTreeCollections

/// The compound objects of a session, by identity: a value whose copies share structure.
///
/// An object lives while a reference to it does. Releasing the last one only notes its identity;
/// `collect` removes dead objects one after another, without recursion.
public struct Heap: Sendable {
  var objects: TreeDictionary<UInt64, HeapObject>
  /// The names of the parts of tuples that have some: `values` and `indices` of `top_k`.
  var fieldNames: TreeDictionary<UInt64, [String]> = [:]
  let graveyard: Graveyard
  /// The newest object at the beginning of the entry.
  private var newestID: UInt64 = 0
  /// Whether the entry changed an object that was there before it.
  private(set) var hasChanged = false
  /// Notes what is read, while somebody wants to know.
  var readLog: ReadLog?

  /// An empty heap.
  public init() {
    objects = [:]
    graveyard = Graveyard()
  }

  /// Whether objects wait to be removed.
  @inline(__always)
  var hasDead: Bool { graveyard.hasDead }

  /// How many objects are held.
  public var count: Int { objects.count }

  /// Puts an object in the heap.
  public mutating func insert(_ object: HeapObject) -> Reference {
    let token = ReferenceToken(kind: object.kind, graveyard: graveyard)
    objects[token.id] = object
    return Reference(token: token)
  }

  /// Puts a tuple in the heap whose parts have names.
  public mutating func insert(tuple items: [Object], fields: [String]) -> Reference {
    precondition(items.count == fields.count, "every part has a name")
    let reference = insert(.tuple(items))
    fieldNames[reference.id] = fields
    return reference
  }

  /// Puts a dict in the heap that stands for an archive of arrays: it has the attribute `files`.
  public mutating func insert(archive entries: ObjectDictionary) -> Reference {
    let reference = insert(.dict(entries))
    fieldNames[reference.id] = ["files"]
    return reference
  }

  /// The names of a tuple's parts, or the attributes of an archive; none of most.
  public func fields(of reference: Reference) -> [String] { fieldNames[reference.id] ?? [] }

  /// Removes an object.
  mutating func remove(_ id: UInt64) -> HeapObject? {
    if !fieldNames.isEmpty { fieldNames[id] = nil }
    return objects.removeValue(forKey: id)
  }

  /// The object that a reference stands for; assigning replaces it.
  ///
  /// - Precondition: the reference belongs to this heap or the one it was copied from.
  public subscript(reference: Reference) -> HeapObject {
    get {
      guard let object = objects[reference.id] else {
        preconditionFailure("a live reference's object is in the heap")
      }
      if let readLog { readLog.note(reference, object) }
      return object
    }
    _modify {
      if let readLog { readLog.noteChange(of: reference) }
      if reference.id <= newestID { hasChanged = true }
      yield &objects[reference.id, default: .cell(nil)]
    }
  }

  /// The identity of the newest object.
  var newest: UInt64 { graveyard.newestID }

  /// Begins to note whether objects are changed that are there now.
  mutating func beginEntry() {
    newestID = graveyard.newestID
    hasChanged = false
  }
}
