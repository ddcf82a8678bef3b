/// What becomes of a function that is differentiated again and again.
public enum PlanEvent: Sendable, Hashable {
  /// A plan of so many steps was made.
  case made(steps: Int)
  /// A call was computed from a plan.
  case replayed
  /// A loop's round was computed from what the one before it gave, which is left nowhere else.
  case followed
  /// The function's calls with such arguments run as they are written; why.
  case refused(PlanRefusal)
}

/// Why a function is not computed from a plan.
public enum PlanRefusal: String, Error, Hashable {
  /// It showed something, bound a global name, changed an object, drew random numbers or read a file.
  case effects
  /// Its numbers were read: by `if`, `float()`, NumPy.
  case readsNumbers
  /// It uses what cannot be compared from call to call: an open tape, an iterator.
  case environment
  /// Its result is not made of tensors alone.
  case result
  /// Two runs recorded different operations, or one failed.
  case differs
  /// It is too large, or an operation has a derivative of its own.
  case program
  /// What it reads changes from call to call.
  case changes
}
