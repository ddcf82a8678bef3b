import Glibc

/// Whether the work of a thread is to stop.
///
/// Long loops ask after every block of elements. One that is to stop returns at once and leaves its
/// result unfinished; whoever holds the result then calls `check`, so that nobody sees it. The
/// loops themselves stay free of errors, which they would pay for.
public enum InterruptionCheck {
  /// How many elements, about, are worked on between two questions.
  public static let blockCount = 1 << 16

  /// Asks `isRequested` while `body` runs on this thread.
  ///
  /// A request holds until then, also where `isRequested` takes it back.
  public static func perform<R, E: Error>(
    asking isRequested: @escaping () -> Bool, _ body: () throws(E) -> R
  ) throws(E) -> R {
    let question = Question(isRequested)
    let outer = pthread_getspecific(key)
    pthread_setspecific(key, Unmanaged.passUnretained(question).toOpaque())
    defer {
      pthread_setspecific(key, outer)
      withExtendedLifetime(question) {}
    }
    return try body()
  }

  /// Asks whether the work is to stop.
  public static var isRequested: Bool {
    guard let question else { return false }
    if !question.isAnswered { question.isAnswered = question.isRequested() }
    return question.isAnswered
  }

  /// Whether the work is to stop, as far as has been asked.
  public static var hasStopped: Bool { question?.isAnswered == true }

  /// Ends an operation one of whose loops has stopped.
  ///
  /// - Throws: `interrupted`.
  @inline(__always)
  public static func check() throws(TensorError) {
    if hasStopped { throw .interrupted }
  }

  /// Calls `body` with the parts of a range of places, one after the other, until the work is to
  /// stop.
  @inline(__always)
  public static func forEachBlock(of count: Int, _ body: (Range<Int>) -> Void) {
    var start = 0
    while true {
      let end = min(start + blockCount, count)
      body(start..<end)
      if end == count || isRequested { return }
      start = end
    }
  }

  /// Asks after so many steps as are as much work as a block of elements.
  ///
  /// A step that is long by itself asks by itself.
  struct Meter {
    /// The steps between two questions.
    private let part: Int
    /// The steps to the next question.
    private var room: Int

    /// Steps that are as much work as `cost` elements each.
    init(cost: Int) {
      part = max(1, InterruptionCheck.blockCount / max(cost, 1))
      room = part
    }

    /// Whether the work is to stop, after a step.
    var isRequested: Bool {
      @inline(__always) mutating get {
        room &-= 1
        guard room == 0 else { return false }
        room = part
        return InterruptionCheck.isRequested
      }
    }
  }

  /// What a thread asks, and whether the answer was yes.
  private final class Question {
    let isRequested: () -> Bool
    var isAnswered = false

    init(_ isRequested: @escaping () -> Bool) { self.isRequested = isRequested }
  }

  private static var question: Question? {
    guard let pointer = pthread_getspecific(key) else { return nil }
    return Unmanaged<Question>.fromOpaque(pointer).takeUnretainedValue()
  }

  private static let key = {
    var key = pthread_key_t()
    // A process has a thousand keys, and this one is made once.
    precondition(pthread_key_create(&key, nil) == 0, "the system has a key for each thread")
    return key
  }()
}
