import Autodiff
import OrderedCollections

extension Evaluator {
  /// An attribute of an object: a member of a module, a property, or a method bound to it.
  ///
  /// - Throws: `AttributeError`.
  public func attribute(_ name: String, of object: Object) throws -> Object {
    if case .module(let module) = object {
      if let member = options.library.member(name, of: module) { return member }
      throw missing(name, of: module)
    }
    if let part = field(name, of: object) { return part }
    switch entry(name, of: object) {
    case .property(_, let compute):
      return try compute(object, self)
    case .method(let method):
      return .reference(session.heap.insert(.method(receiver: object, method)))
    case nil:
      throw missing(name, of: object)
    }
  }

  /// The method of an object, if the attribute is one.
  func method(_ name: String, of object: Object) -> BuiltinFunction? {
    guard case .method(let method)? = entry(name, of: object), field(name, of: object) == nil else {
      return nil
    }
    return method
  }

  private func entry(_ name: String, of object: Object) -> AttributeEntry? {
    options.library.attribute(name, of: typeName(of: object))
  }

  private func missing(_ name: String, of module: Module) -> EvaluationError {
    if module.path.hasPrefix("matplotlib") {
      let members = options.library.members(of: module)
      let near = Suggestion.closest(to: name, among: members).first
      return EvaluationError(
        .attributeError, "module '\(module.path)' has no attribute '\(name)' here",
        hint: near.map { "did you mean '\($0)'?" }
          ?? "figures are drawn with " + members.prefix(40).joined(separator: ", "))
    }
    if name == "optimizers" {
      return EvaluationError(
        .attributeError, "there are no optimizers here",
        hint: "write the step: w.assign_sub(0.1 * t.gradient(loss, w))")
    }
    let near = Suggestion.closest(to: name, among: options.library.members(of: module)).first
    return EvaluationError(
      .attributeError, "module '\(module.path)' has no attribute '\(name)'",
      hint: near.map { "did you mean '\($0)'?" })
  }

  private func missing(_ name: String, of object: Object) -> EvaluationError {
    let type = typeName(of: object)
    let types = [type] + (LibraryTable.attributeParent(of: type).map { [$0] } ?? [])
    var names = types.flatMap { options.library.attributes[$0]?.keys.sorted() ?? [] }
    if case .reference(let reference) = object { names += session.heap.fields(of: reference) }
    var hint = Suggestion.closest(to: name, among: names).first.map { "did you mean '\($0)'?" }
    if object.isNone {
      hint = noneHint("None has no attributes; why z x tells why a gradient is None")
    }
    let subject: String
    if case .type(let type) = object {
      subject = "type object '\(type.name)'"
    } else {
      subject = "'\(type.name)' object"
    }
    return EvaluationError(.attributeError, "\(subject) has no attribute '\(name)'", hint: hint)
  }
}
