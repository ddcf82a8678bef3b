import Language
import Tensors

/// Arrays with names in NumPy's format, `.npz`: a ZIP archive of `.npy` files.
enum NumPyArchive {
  private static let suffix = ".npy"

  /// The arrays of an archive.
  ///
  /// What tensors cannot hold is left out, and said.
  ///
  /// - Throws: what is wrong with the archive or an array, or that no array can be read.
  static func content(_ bytes: [UInt8]) throws(DataError) -> DataContent {
    let archive = try ZipArchive(bytes)
    var items: [DataContent.Item] = []
    var notes: [String] = []
    var names = Set<String>()
    var refusal: DataError?
    for (index, member) in archive.members.enumerated() {
      guard member.name.hasSuffix(suffix) else {
        if !member.name.hasSuffix("/") { notes.append("left out: '\(member.name)' is no array") }
        continue
      }
      let name = String(member.name.dropLast(suffix.count))
      guard names.insert(name).inserted else {
        throw .malformed("it has two arrays of the name '\(name)'")
      }
      do throws(DataError) {
        let (content, range) = try archive.content(at: index)
        items.append(try NumPyFile.item(name, in: content, range).item)
      } catch {
        guard case .elementType(let type, _) = error else { throw .member(name, error) }
        refusal = refusal ?? .member(name, error)
        notes.append("left out: '\(name)' is made of \(type)")
      }
    }
    if items.isEmpty, let refusal { throw refusal }
    return DataContent(.named, items, notes: notes)
  }

  /// The names of the arrays whose elements have their highest byte first.
  ///
  /// - Throws: what is wrong with the archive.
  static func bigEndianNames(_ bytes: [UInt8]) throws(DataError) -> Set<String> {
    let archive = try ZipArchive(bytes)
    var names = Set<String>()
    for (index, member) in archive.members.enumerated() where member.name.hasSuffix(suffix) {
      let (content, range) = try archive.content(at: index)
      // What has no elements of ours was left out.
      guard (try? NumPyFile.isBigEndian(content, range)) == true else { continue }
      names.insert(String(member.name.dropLast(suffix.count)))
    }
    return names
  }

  /// The bytes of an archive of arrays.
  ///
  /// - Throws: the errors of allocation, `interrupted`.
  static func bytes(_ arrays: [NamedTensor], isCompressed: Bool) throws(DataError) -> [UInt8] {
    var writer = ZipWriter()
    for array in arrays {
      guard array.name.utf8.count + suffix.count <= UInt16.max else {
        throw .notWritable("a name of \(array.name.utf8.count) bytes is too long", hint: nil)
      }
      let content: [UInt8]
      do throws(TensorError) {
        content = try NumPyFile.bytes(of: array.tensor)
      } catch {
        throw .tensor(error)
      }
      try writer.add(array.name + suffix, content, isCompressed: isCompressed)
    }
    return writer.finished()
  }
}
