import Autodiff
public import Language
import Plotting
import Tensors

extension JSONWriter {
  /// The most elements of a tensor that are written out; larger ones have `"data":null`.
  public static let elementLimit = 1 << 24

  /// Writes something that an entry showed.
  public mutating func output(_ output: Output) {
    switch output {
    case .text(let text), .page(let text), .measured(let text, _): self.text(text)
    case .value(let value, _): display(value)
    case .plot(let plot, _): typed("plot") { $0.member("svg", plot.svg) }
    }
  }

  /// Writes a shown value with its type.
  ///
  /// Values are of bounded depth, so the recursion is.
  public mutating func display(_ value: DisplayValue) {
    switch value {
    case .tensor(let tensor): self.tensor(tensor)
    case .none(let cause, let message, let mend):
      typed("none") { writer in
        if let cause { writer.member("cause", cause.code) }
        if let message { writer.member("message", message) }
        if let line = cause?.line { writer.member("line", line) }
        if let mend { writer.member("mend", mend) }
      }
    case .bool(let flag): typed("bool") { $0.member("value", flag) }
    case .int(let number): typed("int") { $0.member("value", number) }
    case .float(let number): typed("float") { $0.member("value") { $0.number(number) } }
    case .string(let text): typed("string") { $0.member("value", text) }
    case .list(let items): sequence("list", items)
    case .tuple(let items): sequence("tuple", items)
    case .dict(let pairs):
      typed("dict") { writer in
        writer.member("entries") { writer in
          writer.array { writer in
            for pair in pairs {
              writer.array { writer in
                writer.display(pair.key)
                writer.display(pair.value)
              }
            }
          }
        }
      }
    case .variable(let name, let isTrainable, let tensor):
      typed("variable") { writer in
        writer.member("name", name)
        writer.member("trainable", isTrainable)
        writer.member("tensor") { $0.tensor(tensor) }
      }
    case .tape(let listing): typed("tape") { $0.member("text", listing) }
    case .function(let name): typed("function") { $0.member("name", name) }
    case .other(let text): self.text(text)
    }
  }

  private mutating func text(_ text: String) {
    typed("text") { $0.member("text", text) }
  }

  private mutating func typed(_ type: String, _ body: (inout JSONWriter) -> Void) {
    object { writer in
      writer.member("type", type)
      body(&writer)
    }
  }

  private mutating func sequence(_ type: String, _ items: [DisplayValue]) {
    typed(type) { writer in
      writer.member("items") { writer in
        writer.array { writer in
          for item in items { writer.display(item) }
        }
      }
    }
  }

  private mutating func tensor(_ tensor: Tensor) {
    typed("tensor") { writer in
      writer.member("dtype", tensor.dtype.name)
      writer.member("shape") { writer in
        writer.array { writer in
          for extent in tensor.shape { writer.integer(extent) }
        }
      }
      writer.member("data") { $0.data(of: tensor) }
    }
  }

  /// Writes the elements in row-major order; null where there are too many.
  private mutating func data(of tensor: Tensor) {
    guard tensor.count <= JSONWriter.elementLimit else { return null() }
    switch tensor.dtype {
    case .float32: elements(of: tensor, as: Float.self) { $0.number($1) }
    case .float64: elements(of: tensor, as: Double.self) { $0.number($1) }
    case .int32: elements(of: tensor, as: Int32.self) { $0.integer(Int($1)) }
    case .int64: elements(of: tensor, as: Int64.self) { $0.integer(Int($1)) }
    case .bool: elements(of: tensor, as: Bool.self) { $0.bool($1) }
    }
  }

  private mutating func elements<T: Element>(
    of tensor: Tensor, as type: T.Type, _ write: (inout JSONWriter, T) -> Void
  ) {
    // A view is laid out first, for which there may be no memory.
    guard let values = try? tensor.values(as: type) else { return null() }
    array { writer in
      for value in values { write(&writer, value) }
    }
  }
}
