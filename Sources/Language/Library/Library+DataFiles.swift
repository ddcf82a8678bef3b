import Autodiff
import Tensors

extension Library {
  /// NumPy's functions that read and write files.
  static let dataFiles: [BuiltinFunction] = [
    BuiltinFunction(
      "load", numpy: ["load"],
      summary: "The array of a .npy file, or the arrays of a .npz file by name.",
      example: "np.load('data.npy')",
      parameters: [.normal("file"), .keywords("options")]
    ) { arguments, evaluator in
      let path = try evaluator.path(arguments, "load")
      let content = try evaluator.dataFiles().content(
        of: path, DataOptions(floatDType: .float64, isNumPy: true))
      switch content.kind {
      case .single: return evaluator.array(content.items[0].value)
      case .named:
        return try evaluator.makeArchive(
          content.items.map { (.string($0.name), evaluator.array($0.value)) })
      }
    },
    BuiltinFunction(
      "save", numpy: ["save"], summary: "Writes an array to a .npy file.",
      example: "np.save('data.npy', [1., 2.])",
      parameters: [.normal("file"), .normal("arr"), .keywords("options")]
    ) { arguments, evaluator in
      let path = named(try evaluator.path(arguments, "save"), "npy")
      let array = try evaluator.model(arguments.required(1), isNumPy: true)
      try evaluator.dataFiles().save(
        [NamedTensor("", array)], to: path, DataSavingOptions(isReplacing: true))
      return .none
    },
    archive("savez", "Writes arrays to a .npz file.", isCompressed: false),
    archive("savez_compressed", "Writes arrays to a compressed .npz file.", isCompressed: true),
    BuiltinFunction(
      "loadtxt", numpy: ["loadtxt"], summary: "The numbers of a text file.",
      example: "np.loadtxt('data.csv', delimiter=',', skiprows=1)",
      parameters: [
        .normal("fname"), .dtype, .normal("comments", default: .value(.string("#"))),
        .normal("delimiter", default: .value(.none)),
        .normal("converters", default: .value(.none)),
        .normal("skiprows", default: .value(.int(0))),
        .normal("usecols", default: .value(.none)),
        .normal("unpack", default: .value(.bool(false))),
        .normal("ndmin", default: .value(.int(0))), .normal("encoding", default: .value(.none)),
        .normal("max_rows", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      guard arguments.given("converters") == nil else {
        throw EvaluationError.type("loadtxt() takes no converters here")
      }
      return try evaluator.numbers(
        arguments, "loadtxt", skipping: arguments.given("skiprows"), filling: nil)
    },
    BuiltinFunction(
      "genfromtxt", numpy: ["genfromtxt"],
      summary: "The numbers of a text file, nan for those that are missing.",
      example: "np.genfromtxt('data.csv', delimiter=',', skip_header=1)",
      parameters: [
        .normal("fname"), .dtype, .normal("comments", default: .value(.string("#"))),
        .normal("delimiter", default: .value(.none)),
        .normal("skip_header", default: .value(.int(0))),
        .keyword("usecols", default: .value(.none)),
        .keyword("filling_values", default: .value(.none)),
        .keyword("unpack", default: .value(.bool(false))),
        .keyword("ndmin", default: .value(.int(0))), .keyword("encoding", default: .value(.none)),
        .keyword("max_rows", default: .value(.none)), .keyword("names", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      guard arguments.given("names") == nil else {
        throw EvaluationError.type(
          "genfromtxt() takes no names here, since there are no arrays of records",
          hint: "load data.csv binds the columns of a file by their names")
      }
      let filling = try arguments.given("filling_values").map {
        try evaluator.real($0, for: "genfromtxt()")
      }
      return try evaluator.numbers(
        arguments, "genfromtxt", skipping: arguments.given("skip_header"), filling: filling ?? .nan)
    },
  ]

  private static func archive(
    _ name: String, _ summary: String, isCompressed: Bool
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: [name], summary: summary, example: "np.\(name)('data.npz', x=[1., 2.])",
      parameters: [.positional("file"), .rest("args"), .keywords("kwds")]
    ) { arguments, evaluator in
      let path = named(try evaluator.path(arguments, name), "npz")
      var arrays: [NamedTensor] = []
      for (index, object) in arguments.rest.enumerated() {
        arrays.append(
          NamedTensor("arr_\(index)", try evaluator.model(object, isNumPy: true)))
      }
      for keyword in arguments.keywordRest {
        guard !arrays.contains(where: { $0.name == keyword.name }) else {
          throw EvaluationError.value(
            "Cannot use un-named variables and keyword \(keyword.name)")
        }
        arrays.append(
          NamedTensor(keyword.name, try evaluator.model(keyword.value, isNumPy: true)))
      }
      try evaluator.dataFiles().save(
        arrays, to: path, DataSavingOptions(isReplacing: true, isCompressed: isCompressed))
      return .none
    }
  }

  /// A path with an ending, which NumPy adds where it is missing.
  private static func named(_ path: String, _ ending: String) -> String {
    path.hasSuffix("." + ending) ? path : path + "." + ending
  }
}
