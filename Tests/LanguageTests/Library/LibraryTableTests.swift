import Language
import Testing

/// What the table declares is true: summaries are sentences, and examples run.
@Suite struct LibraryTableTests {
  private static var functions: [BuiltinFunction] {
    let table = LibraryTable.standard
    let methods = table.attributes.values.flatMap { entries in
      entries.values.compactMap { entry -> BuiltinFunction? in
        if case .method(let method) = entry { return method }
        return nil
      }
    }
    return table.builtins + table.constructors.values + methods
  }

  @Test func everySummaryIsOneSentence() {
    for function in Self.functions {
      #expect(function.summary.hasSuffix("."), "\(function.name)")
      #expect(!function.summary.dropLast().contains(". "), "\(function.name)")
    }
  }

  @Test func everyExampleRuns() throws {
    var script = Script()
    let context = FilesInMemory.Context()
    script.options.context = context
    _ = try script.run(
      "import math\nimport numpy as np\nimport tensorflow as tf\nimport matplotlib.pyplot as plt")
    for function in Self.functions
    where !function.example.isEmpty && function.name != "Tensor" {
      // The example of a block is its first line.
      let block = function.example.hasSuffix(":") ? "\n  pass\n" : ""
      let failure = script.failure(of: function.example + block)
      #expect(failure == nil, "\(function.example): \(failure?.message ?? "")")
    }
  }

  @Test func everyBuiltinOfTheLibraryHasAnExampleAndAName() {
    for builtin in LibraryTable.standard.builtins {
      #expect(!builtin.example.isEmpty, "\(builtin.name)")
      let names =
        builtin.bareNames + builtin.tensorflow + builtin.numpy + builtin.math
        + builtin.matplotlib
      #expect(!names.isEmpty, "\(builtin.name)")
    }
  }

  @Test func noNameIsDeclaredTwice() {
    var seen = Set<String>()
    for builtin in LibraryTable.standard.builtins {
      let names =
        builtin.bareNames + builtin.tensorflow.map { "tf." + $0 } + builtin.numpy.map { "np." + $0 }
        + builtin.math.map { "math." + $0 } + builtin.matplotlib
      for name in names { #expect(seen.insert(name).inserted, "\(name)") }
    }
  }

  @Test func constantsHaveTheirValues() throws {
    var script = Script()
    _ = try script.run("import math\nimport numpy as np\nimport tensorflow as tf")
    #expect(try script.run("pi == math.pi == np.pi") == "True")
    #expect(try script.run("e\ninf\n-math.inf\nnp.nan") == "2.718281828459045\ninf\n-inf\nnan")
    #expect(try script.run("tf.float32 == float32 == np.float32") == "True")
    #expect(try script.run("tf.newaxis is None\ntf.double") == "True\nfloat64")
  }

  @Test func decoratorsOfListingsAreAccepted() throws {
    var script = Script()
    let code = """
      import tensorflow as tf
      @tf.function
      def f(x):
        return x * 2

      @tf.function(jit_compile=True)
      def g(x):
        return x * 3

      with tf.device('/CPU:0'):
        y = f(3) + g(1)

      y
      """
    #expect(try script.run(code) == "9")
  }
}
