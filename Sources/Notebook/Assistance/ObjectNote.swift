import Autodiff
import Language
import OrderedCollections
import Tensors

/// A few words about an object: what it is, or how it is called.
struct ObjectNote {
  let session: Session
  let library: LibraryTable

  /// The words; empty where there is nothing to say.
  func text(of object: Object) -> String {
    switch object {
    case .tensor(let value): return text(of: value.tensor)
    case .primitive(let reference): return CandidateFinder.note(reference.primitive.summary)
    case .builtin(let builtin): return CandidateFinder.note(builtin.summary)
    case .type(let type):
      return library.constructors[type].map { CandidateFinder.note($0.summary) } ?? ""
    case .int, .float, .bool: return object.literalText
    case .reference(let reference):
      switch session.heap[reference] {
      case .variable(let variable): return "Variable, " + text(of: variable.value.tensor)
      case .list(let items): return "list of \(items.count)"
      case .tuple(let items): return "tuple of \(items.count)"
      case .dict(let entries): return "dict of \(entries.count)"
      case .tape(let tape): return text(of: tape)
      case .function(let function):
        let parameters = Signature(function.definition).parameters.map(\.text)
        return "\(function.definition.name)(\(parameters.joined(separator: ", ")))"
      default: return ""
      }
    default: return ""
    }
  }

  private func text(of tensor: Tensor) -> String {
    "\(tensor.dtype.name) \(Shape.text(tensor.shape))"
  }

  private func text(of tape: TapeObject) -> String {
    guard let recorded = tape.id.flatMap({ session.recorder.tape($0) }) else { return "tape" }
    return recorded.isOpen ? "open tape" : "closed tape"
  }
}
