import Autodiff
import OrderedCollections

extension Evaluator {
  /// An object as it is shown: self-contained, of bounded depth and free of cycles.
  public func displayValue(of object: Object) -> DisplayValue {
    shownObjects = 0
    return displayValue(of: object, inside: [])
  }

  /// More objects than this show as `...`: lists that share their items unfold beyond all bounds.
  private static let shownLimit = 1_000_000

  private func displayValue(of object: Object, inside open: Set<UInt64>) -> DisplayValue {
    shownObjects += 1
    guard shownObjects <= Self.shownLimit else { return .other("...") }
    switch object {
    case .none: return .none(cause: nil, message: nil)
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .float(let value): return .float(value)
    case .string(let value): return .string(value)
    case .tensor(let value): return .tensor(value.tensor)
    case .builtin(let builtin): return .function(name: builtin.name)
    case .primitive(let reference): return .function(name: reference.primitive.name)
    case .reference(let reference): return displayValue(of: reference, inside: open)
    case .range, .dtype, .type, .module, .ellipsis:
      return .other((try? representation(of: object)) ?? typeName(of: object).name)
    }
  }

  /// Deeper than this a list shows as `[...]`, as a cycle does.
  private static let deepest = 50

  private func displayValue(of reference: Reference, inside open: Set<UInt64>) -> DisplayValue {
    var inside = open
    let isHidden = !inside.insert(reference.id).inserted || open.count >= Self.deepest
    switch session.heap[reference] {
    case .list(let items):
      return isHidden ? .other("[...]") : .list(items.map { displayValue(of: $0, inside: inside) })
    case .tuple(let items):
      return isHidden
        ? .other("(...)") : .tuple(items.map { displayValue(of: $0, inside: inside) })
    case .dict(let entries):
      if isHidden { return .other("{...}") }
      return .dict(
        entries.values.map { entry in
          DisplayPair(
            key: displayValue(of: entry.key, inside: inside),
            value: displayValue(of: entry.value, inside: inside))
        })
    case .variable(let variable):
      return .variable(
        name: variable.name, isTrainable: variable.isTrainable, variable.value.tensor)
    case .tape(let tape):
      return .tape((try? listing(of: tape)) ?? "<GradientTape>")
    case .function(let function): return .function(name: function.definition.name)
    case .method(_, let method): return .function(name: method.name)
    case .transformed(let function): return .function(name: function.name)
    case .exception, .iterator, .slice, .cell, .context, .accumulator, .generator:
      return .other((try? representation(of: .reference(reference))) ?? "<object>")
    }
  }
}
