import Autodiff
import HashTreeCollections
import Tensors

/// What a function reads besides its arguments, or statements in a loop.
///
/// Names and objects, as they were when it was found out. Tensors among them may be others of their
/// types.
struct CallEnvironment {
  /// Global names with what they stand for.
  private var names: [(name: String, nest: Nest)] = []
  /// Names that are the library's as long as nobody binds them.
  private var libraryNames: [String] = []
  /// How many names had been bound when the library's were found to be.
  private let newNames: Int
  /// Local variables of the statements' frame, by their slots.
  private var locals: [(slot: Int, nest: Nest)] = []
  private var objects: [Part] = []
  /// The tensors, in order, when it was found out.
  private(set) var tensors: [Value] = []
  /// The compound objects among all that.
  private var references: Set<UInt64> = []
  /// Whether a Variable is among them that the session's tape would watch.
  private var hasWatchedVariables = false
  private let settings: Settings

  /// What is set for the whole session and decides what a function computes.
  private struct Settings: Equatable {
    let convention: Convention
    let floats: DType
    let integers: DType

    init(_ evaluator: Evaluator) {
      convention = evaluator.session.recorder.convention
      floats = evaluator.session.options.floatDType
      integers = evaluator.session.options.integerDType
    }

    func apply(to evaluator: Evaluator) {
      evaluator.session.recorder.convention = convention
      evaluator.session.options.floatDType = floats
      evaluator.session.options.integerDType = integers
    }
  }

  /// One compound object.
  private struct Part {
    let reference: Reference
    let kind: HeapKind
    let nests: [Nest]
    /// The tensors of an object that cannot change.
    let fixed: [Value]?
  }

  /// How many parts all objects may have together.
  private static let limit = 10_000

  /// The environment that a call read; nil where it cannot be compared from call to call.
  ///
  /// - Parameter containers: the lists, tuples and dicts among the arguments, which need not be the
  ///   same in other calls.
  init?(_ log: ReadLog, containers: Set<UInt64>, _ evaluator: Evaluator) {
    let reads = log.reads
    guard !reads.isTainted else { return nil }
    func nest(_ object: Object) -> Nest? {
      if case .tensor(let value) = object {
        tensors.append(value)
        return .tensor(TensorType(value.tensor), isArray: value.isArray)
      }
      // What is an argument as well may be another one in the next call.
      if case .reference(let reference) = object {
        if containers.contains(reference.id) { return nil }
        references.insert(reference.id)
      }
      return .same(object)
    }
    newNames = evaluator.newNames
    settings = Settings(evaluator)
    for (name, object) in reads.names {
      guard let object else {
        libraryNames.append(name)
        continue
      }
      guard let nest = nest(object) else { return nil }
      names.append((name, nest))
    }
    for (slot, object) in reads.locals {
      guard let nest = nest(object) else { return nil }
      locals.append((slot, nest))
    }
    var count = 0
    for (reference, object) in reads.objects where !containers.contains(reference.id) {
      guard let parts = object.comparedParts else { return nil }
      references.insert(reference.id)
      count += parts.count
      guard count <= Self.limit else { return nil }
      let first = tensors.count
      var nests: [Nest] = []
      for part in parts {
        guard let nest = nest(part) else { return nil }
        nests.append(nest)
      }
      if case .variable(let variable) = object, variable.isTrainable,
        evaluator.options.hasSessionTape
      {
        hasWatchedVariables = true
      }
      objects.append(
        Part(
          reference: reference, kind: object.kind, nests: nests,
          fixed: object.canChange ? nil : Array(tensors[first...])))
    }
    if hasWatchedVariables, evaluator.session.sessionTape != nil { return nil }
  }

  /// Takes in the tensors that stand there now, behind those of the arguments; false where something
  /// else changed, or an argument is one of the objects here.
  func read(_ reader: inout NestReader) -> Bool {
    let evaluator = reader.evaluator
    guard settings == Settings(evaluator), references.isDisjoint(with: reader.containers) else {
      return false
    }
    if hasWatchedVariables, evaluator.session.sessionTape != nil { return false }
    if evaluator.newNames != newNames {
      for name in libraryNames where evaluator.session.globals[name] != nil { return false }
    }
    for (name, nest) in names {
      guard let object = evaluator.session.globals[name], reader.matches(object, nest) else {
        return false
      }
    }
    for (slot, nest) in locals {
      guard let object = evaluator.frame.slots[slot], reader.matches(object, nest) else {
        return false
      }
    }
    for part in objects {
      if let fixed = part.fixed {
        reader.tensors += fixed
        continue
      }
      let object = evaluator.session.heap[part.reference]
      guard object.kind == part.kind, let parts = object.comparedParts,
        parts.count == part.nests.count
      else { return false }
      for (object, nest) in zip(parts, part.nests) where !reader.matches(object, nest) {
        return false
      }
    }
    return true
  }

  /// Whether everything that another call read is here.
  func holds(_ log: ReadLog) -> Bool {
    let reads = log.reads
    let names = Set(names.map(\.name) + libraryNames)
    let known = Set(objects.map(\.reference.id))
    let slots = Set(locals.map(\.slot))
    return !reads.isTainted && reads.names.allSatisfy { names.contains($0.name) }
      && reads.locals.allSatisfy { slots.contains($0.slot) }
      && reads.objects.allSatisfy { known.contains($0.reference.id) }
  }

  /// Puts other tensors, in order, in the places of those that can be replaced.
  ///
  /// - Returns: what stands there now, in order.
  func replaceTensors(
    in evaluator: Evaluator, by transform: (Value) throws -> Value
  ) rethrows -> [Value] {
    var result: [Value] = []
    func replaced(_ object: Object) throws -> Object {
      guard case .tensor(let value) = object else { return object }
      result.append(try transform(value))
      return .tensor(result[result.count - 1])
    }
    for (name, _) in names {
      if let object = evaluator.session.globals[name] {
        evaluator.session.globals[name] = try replaced(object)
      }
    }
    for (slot, _) in locals {
      if let object = evaluator.frame.slots[slot] {
        evaluator.frame.slots[slot] = try replaced(object)
      }
    }
    for part in objects {
      if let fixed = part.fixed {
        result += fixed
        continue
      }
      let object = evaluator.session.heap[part.reference]
      evaluator.session.heap[part.reference] = try object.mapComparedParts(replaced)
    }
    return result
  }

  /// Puts everything back as it was when tensors were read from it, in order.
  ///
  /// - Throws: `RecursionError`, for keys that are nested tuples.
  func put(back tensors: [Value], in evaluator: Evaluator) throws {
    var rest = tensors[...]
    settings.apply(to: evaluator)
    for name in libraryNames { evaluator.session.globals[name] = nil }
    for (name, nest) in names { evaluator.session.globals[name] = evaluator.object(nest, &rest) }
    for (slot, nest) in locals { evaluator.frame.slots[slot] = evaluator.object(nest, &rest) }
    for part in objects {
      if let fixed = part.fixed {
        rest.removeFirst(fixed.count)
        continue
      }
      let parts = part.nests.map { evaluator.object($0, &rest) }
      let object = evaluator.session.heap[part.reference]
      evaluator.session.heap[part.reference] = try object.holding(parts) {
        try evaluator.key(for: $0)
      }
    }
  }

  /// Where each of the tensors stands, in order; nil of one that is a part of a list, say.
  var tensorPlaces: [LeftPlace?] {
    var places: [LeftPlace?] = []
    for (name, nest) in names where nest.tensorCount > 0 { places.append(.name(name)) }
    for (slot, nest) in locals where nest.tensorCount > 0 { places.append(.local(slot)) }
    for part in objects {
      let place: LeftPlace? =
        part.kind == .variable || part.kind == .cell ? .object(part.reference) : nil
      for nest in part.nests where nest.tensorCount > 0 { places.append(place) }
    }
    return places
  }

  /// The names and local variables that are read.
  var readPlaces: Set<LeftPlace> {
    Set(
      names.map { .name($0.name) } + libraryNames.map(LeftPlace.name)
        + locals.map { .local($0.slot) })
  }

  /// Whether something that is no tensor is read at a place.
  func readsOther(at place: LeftPlace) -> Bool {
    switch place {
    case .name(let name): names.contains { $0.name == name && $0.nest.tensorCount == 0 }
    case .local(let slot): locals.contains { $0.slot == slot && $0.nest.tensorCount == 0 }
    case .object(let reference):
      objects.contains { part in
        part.reference == reference && part.nests.contains { $0.tensorCount == 0 }
      }
    case .lastValue: false
    }
  }

  /// The objects of the session that it stands for, as they are now.
  func objects(in evaluator: Evaluator) -> [(reference: Reference, object: HeapObject)] {
    objects.filter { $0.fixed == nil }
      .map { ($0.reference, evaluator.session.heap[$0.reference]) }
  }
}
