import Autodiff
import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

@Suite struct JSONLinesTests {
  private func json(_ value: DisplayValue) -> String {
    var writer = JSONWriter()
    writer.display(value)
    return writer.text
  }

  private func line(_ text: String, kind: SourceKind = .session) -> String {
    var interpreter = Interpreter(kind)
    let source = EntrySource(file: "a.tape", text: text, firstLine: 7)
    return String(decoding: JSONLines.line(of: interpreter.run(source)), as: UTF8.self)
  }

  @Test func theFirstLineNamesTheSchema() {
    #expect(String(decoding: JSONLines.header, as: UTF8.self) == "{\"schema\":\"tapebook/1\"}\n")
  }

  @Test func anEntryIsOneLine() {
    #expect(
      line("'a'; 2")
        == #"{"file":"a.tape","entry":1,"line":7,"source":"'a'; 2","status":"ok","outputs":"#
        + #"[{"type":"string","value":"a"},{"type":"int","value":2}]}"# + "\n")
  }

  @Test func aFailedEntryTellsItsError() {
    #expect(
      line("2 ** 63")
        == #"{"file":"a.tape","entry":1,"line":7,"source":"2 ** 63","status":"error","outputs":[],"#
        + #""error":{"type":"OverflowError","message":"2 ** 63 does not fit an integer of 64 bits","#
        + #""hint":"write a float, such as 2. instead of 2","line":7,"column":1,"length":7}}"#
        + "\n")
  }

  @Test func anEntryOfThePromptHasNoFile() {
    let result = EntryResult(
      source: EntrySource(file: nil, text: "x", firstLine: 1), number: 3, status: .skipped)
    #expect(
      String(decoding: JSONLines.line(of: result, isExpected: true, seconds: 0.5), as: UTF8.self)
        == #"{"file":null,"entry":3,"line":1,"source":"x","status":"skipped","expected":true,"#
        + #""seconds":0.5,"outputs":[]}"# + "\n")
  }

  @Test func tensorsAreWrittenInRowMajorOrder() throws {
    let floats = try Tensor(shape: [2, 2], values: [Float(8), 0.1, -.infinity, .nan])
    #expect(
      json(.tensor(floats))
        == #"{"type":"tensor","dtype":"float32","shape":[2,2],"data":[8,0.1,"-Infinity","NaN"]}"#)
    #expect(
      json(.tensor(try floats.transposed()))
        == #"{"type":"tensor","dtype":"float32","shape":[2,2],"data":[8,"-Infinity",0.1,"NaN"]}"#)
    #expect(
      json(.tensor(try Tensor(shape: [2], values: [Int64(3), .max])))
        == #"{"type":"tensor","dtype":"int64","shape":[2],"data":[3,"9223372036854775807"]}"#)
    #expect(
      json(.tensor(Tensor(true)))
        == #"{"type":"tensor","dtype":"bool","shape":[],"data":[true]}"#)
    #expect(
      json(.tensor(try Tensor(shape: [0, 2], values: [Double]())))
        == #"{"type":"tensor","dtype":"float64","shape":[0,2],"data":[]}"#)
  }

  @Test func aTensorWithTooManyElementsHasNoData() throws {
    let huge = try Tensor(Float(1)).broadcast(to: [1 << 20, 1 << 20])
    #expect(
      json(.tensor(huge))
        == #"{"type":"tensor","dtype":"float32","shape":[1048576,1048576],"data":null}"#)
  }

  @Test func everyKindOfValueHasItsType() throws {
    let one = Tensor(Float(1))
    #expect(json(.none(cause: nil, message: nil)) == #"{"type":"none"}"#)
    #expect(
      json(.none(cause: .watchedTooLate(line: 2), message: "m"))
        == #"{"type":"none","cause":"watched-too-late","message":"m","line":2}"#)
    #expect(
      json(.none(cause: .notConnected, message: "m", mend: "grad z a"))
        == #"{"type":"none","cause":"not-connected","message":"m","mend":"grad z a"}"#)
    #expect(json(.bool(true)) == #"{"type":"bool","value":true}"#)
    #expect(json(.int(3)) == #"{"type":"int","value":3}"#)
    #expect(json(.float(0.5)) == #"{"type":"float","value":0.5}"#)
    #expect(json(.string("s")) == #"{"type":"string","value":"s"}"#)
    #expect(
      json(.list([.int(1), .tuple([])]))
        == #"{"type":"list","items":[{"type":"int","value":1},{"type":"tuple","items":[]}]}"#)
    #expect(
      json(.dict([DisplayPair(key: .string("k"), value: .int(1))]))
        == #"{"type":"dict","entries":[[{"type":"string","value":"k"},{"type":"int","value":1}]]}"#)
    #expect(
      json(.variable(name: "v", isTrainable: false, one))
        == #"{"type":"variable","name":"v","trainable":false,"tensor":"#
        + #"{"type":"tensor","dtype":"float32","shape":[],"data":[1]}}"#)
    #expect(json(.tape("t")) == #"{"type":"tape","text":"t"}"#)
    #expect(json(.function(name: "f")) == #"{"type":"function","name":"f"}"#)
    #expect(json(.other("o")) == #"{"type":"text","text":"o"}"#)
  }
}
