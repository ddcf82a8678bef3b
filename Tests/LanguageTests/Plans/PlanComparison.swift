import Language
import Synchronization

/// What a script shows with and without plans, and what became of the plans.
struct PlanComparison {
  let planned: String
  let written: String
  let events: [PlanEvent]

  init(_ text: String, hasSessionTape: Bool = true, echo: EvaluatorOptions.Echo = .every) throws {
    let found = Mutex<[PlanEvent]>([])
    let observer: @Sendable (PlanEvent) -> Void = { event in
      found.withLock { $0.append(event) }
    }
    func shown(usesPlans: Bool) throws -> String {
      var script = Script(hasSessionTape: hasSessionTape)
      script.options.usesPlans = usesPlans
      script.options.planObserver = observer
      script.options.echo = echo
      return try script.run(text)
    }
    planned = try shown(usesPlans: true)
    events = found.withLock { $0 }
    written = try shown(usesPlans: false)
  }

  /// How many calls or rounds came from plans.
  var replays: Int { events.count { $0 == .replayed || $0 == .followed } }
  /// How many rounds started with what the one before them gave.
  var followed: Int { events.count { $0 == .followed } }
}
