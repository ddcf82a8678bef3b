import Autodiff
import HashTreeCollections
import Language

extension Evaluator {
  /// What the session calls its values.
  ///
  /// - Complexity: O(names of the session).
  var sessionNames: SessionNames {
    var values: [(name: String, identity: Identity)] = []
    var variables: [(name: String, identity: Identity)] = []
    for (name, object) in session.globals {
      if case .tensor(let value) = object {
        values.append((name, value.identity))
      } else if let variable = variable(object) {
        // The name of a Variable stands for the value that it has now.
        values.append((name, variable.value.identity))
        variables.append((name, variable.identity))
      }
    }
    return SessionNames(
      values: values, variables: variables, taken: Set(session.globals.keys),
      literalDType: session.options.floatDType)
  }
}
