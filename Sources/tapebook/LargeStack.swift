import Glibc

/// Running the program on a thread with a large stack.
enum LargeStack {
  /// The bytes to reserve, the next where the system refuses the first.
  ///
  /// Only what is touched takes memory.
  private static let sizes = [512 << 20, 64 << 20]

  /// Runs a body that ends the program.
  static func run(_ body: @escaping @Sendable () -> Never) -> Never {
    let context = Unmanaged.passRetained(Body(body))
    for size in sizes {
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { break }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { continue }
      var thread = pthread_t()
      let code = pthread_create(
        &thread, &attributes,
        { context in
          guard let context else { return nil }
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        }, context.toOpaque())
      if code == 0 {
        pthread_join(thread, nil)
        exit(ExitStatus.ok.rawValue)
      }
    }
    // The main thread's stack is smaller, and the evaluator measures it.
    context.takeRetainedValue().run()
  }

  private final class Body: Sendable {
    private let body: @Sendable () -> Never

    init(_ body: @escaping @Sendable () -> Never) { self.body = body }

    func run() -> Never { body() }
  }
}
