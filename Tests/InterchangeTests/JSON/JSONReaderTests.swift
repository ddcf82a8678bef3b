import Testing

@testable import Interchange

/// The cases follow RFC 8259 and the names of the JSONTestSuite, which are in the comments.
@Suite struct JSONReaderTests {
  private func error(of text: String) -> JSONError.Kind? {
    error(of: Array(text.utf8))?.kind
  }

  private func error(of bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONReader.value(of: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("false\n", .bool(false)),
    ("0", .integer(0)), ("-1", .integer(-1)), ("9223372036854775807", .integer(.max)),
    ("9223372036854775808", .number(9223372036854775808)), ("-0", .number(-0.0)),
    ("1.5", .number(1.5)), ("1e2", .number(100)), ("1E+2", .number(100)), ("1E-2", .number(0.01)),
    ("-0.25e1", .number(-2.5)), ("1e-400", .number(0)), ("0e1", .number(0)),
    ("\"\"", .string("")), (#""a\"\\\/\b\f\n\r\tb""#, .string("a\"\\/\u{8}\u{C}\n\r\tb")),
    (#""\u00e9\u3042""#, .string("éあ")), (#""\ud83d\ude00""#, .string("😀")),
    (#""\u0000""#, .string("\0")), ("\"重み θ\"", .string("重み θ")), ("\"\u{7F}\"", .string("\u{7F}")),
    ("\"\u{2028}\"", .string("\u{2028}")),
    ("[]", .array([])), ("[ ]", .array([])), ("[1 , null]", .array([.integer(1), .null])),
    ("[[],{}]", .array([.array([]), .object(JSONObject())])),
    (
      #"{"a":1,"b":[true]}"#,
      .object(JSONObject([.init("a", .integer(1)), .init("b", .array([.bool(true)]))]))
    ),
    (#"{"":0}"#, .object(JSONObject([.init("", .integer(0))]))),
    ("\u{FEFF}[]", .array([])), ("\t\r\n 1", .integer(1)),
  ])
  func validTextsAreRead(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONReader.value(of: text) == value)
  }

  @Test func aNegativeZeroKeepsItsSign() throws {
    guard case .number(let zero) = try JSONReader.value(of: "-0") else {
      Issue.record("no number")
      return
    }
    #expect(zero.sign == .minus)
  }

  @Test(arguments: [
    // A lead surrogate alone, before text, before another escape, and a trail surrogate alone.
    (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude00""#, "\u{FFFD}"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
  ])
  func loneSurrogatesAreReplaced(_ text: String, _ expected: String) throws {
    #expect(try JSONReader.value(of: text) == .string(expected))
  }

  @Test(arguments: [
    "", " ", "\u{FEFF}",  // n_structure_no_data, n_single_space, n_structure_UTF8_BOM_no_data
    "nul", "nulL", "True", "tru", "NaN", "Infinity", "-Infinity", "undefined",
    "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1.e2", "1e", "1e+", "1eE2", "0x10", "1_000",
    "1 000", "1a", "--1", "2.e+3", "0e", "1.2.3", "１",  // n_number_*
    "\"", "\"a", "'a'", "\"\\x41\"", "\"\\u00\"", "\"\\u00g0\"", "\"\\U0041\"", "\"\\\"", "\"\\",
    "\"a\u{1F}\"", "\"\n\"", "\"\t\"", "\"\\\u{1F300}\"", "\"\\a\"", "\"\\u",  // n_string_*
    "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "[\"a\":1]", "[[]",
    "[1]]", "[*]", "[1\u{C}]", "[\u{2060}]",  // n_array_*
    "{", "}", "{]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}",
    "{'a':1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}", "{\"a\":1,,\"b\":2}",
    "{\"a\",1}", "{null:1}",  // n_object_*
    "1 2", "[] []", "{} x", "null null", "// c\n1", "/* c */ 1", "1#", "<null>",
    "\u{A0}1", "1\u{0}",  // n_structure_*
  ])
  func invalidTextsAreRefused(_ text: String) {
    #expect(error(of: text) != nil)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ] as [[UInt8]])
  func stringsThatAreNotUTF8AreRefused(_ bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    #expect(error(of: [quote] + bytes + [quote])?.kind == .invalidUTF8)
  }

  @Test func theErrorSaysWhatIsWrongAndWhere() {
    let error = error(of: Array("{\"a\": 1,\n \"b\": }".utf8))
    #expect(error?.line == 2)
    #expect(error?.column == 7)
    #expect(error?.message == "expected a value, found '}' (line 2, column 7)")
    #expect(self.error(of: "[1") == .unexpectedEnd)
    #expect(self.error(of: "1e999") == .numberTooLarge)
    #expect(self.error(of: "[1] 2") == .trailing)
    #expect(self.error(of: "\"\u{1}\"") == .controlCharacter(1))
  }

  @Test func depthIsBounded() {
    let limit = JSONReader.maximumDepth
    func nested(_ open: String, _ close: String, _ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(error(of: nested("[", "]", limit)) == nil)
    #expect(error(of: nested("[", "]", limit + 1)) == .tooDeep(limit: limit))
    #expect(error(of: nested("{\"a\":", "}", limit)) == nil)
    #expect(error(of: nested("{\"a\":", "}", limit + 1)) == .tooDeep(limit: limit))
    #expect(error(of: String(repeating: "[", count: 1_000_000)) == .tooDeep(limit: limit))
    // Arrays beside each other are not deep.
    #expect(
      error(of: "[" + Array(repeating: "[]", count: 2 * limit).joined(separator: ",") + "]") == nil)
  }

  @Test func theNumberOfValuesIsBounded() throws {
    let bytes = Array("[1,2,3]".utf8)
    #expect(try JSONReader.value(of: bytes, maximumCount: 4).array?.count == 3)
    #expect(throws: JSONError(.tooManyValues(limit: 3), at: 5, in: bytes)) {
      try JSONReader.value(of: bytes, maximumCount: 3)
    }
  }

  @Test func readingGivesUpWhenAsked() {
    let bytes = Array(("[" + String(repeating: "1,", count: 100_000) + "1]").utf8)
    #expect(throws: JSONError.self) { try JSONReader.value(of: bytes, givesUp: { true }) }
  }

  @Test func theLastOfEqualNamesCounts() throws {
    let value = try JSONReader.value(of: #"{"a":1,"b":2,"a":3}"#)
    #expect(value["a"] == .integer(3))
    #expect(value.object?.repeatedName == "a")
    #expect(value["c"] == nil)
    #expect(JSONValue.null["a"] == nil)
    let spellings = try JSONReader.value(of: "{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(spellings["\u{E9}"] == .integer(1))
    #expect(spellings.object?.repeatedName == nil)
  }

  @Test func whatTheWriterWritesIsReadBack() throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("text", "a\"b\\c\n\u{1}θ😀")
      writer.member("list") {
        $0.array { writer in
          writer.integer(-5)
          writer.number(0.1)
          writer.null()
          writer.bool(true)
        }
      }
    }
    let value = try JSONReader.value(of: writer.bytes)
    #expect(value["text"] == .string("a\"b\\c\n\u{1}θ😀"))
    #expect(value["list"] == .array([.integer(-5), .number(0.1), .null, .bool(true)]))
  }

  /// Texts with bytes replaced, removed, doubled or cut off give a value or an error.
  @Test func mutatedTextsNeverCrash() {
    let seed = #"{"a":[1,-2.5e+3,"\u00e9\ud83d\ude00\n",{"b":null}],"c":true,"θ":"重み","d":[[],{}]}"#
    var generator = SplitMix(state: 6)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = Array(seed.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[place], at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      if error(of: bytes) != nil { refused += 1 }
    }
    #expect(refused > 10_000)
    #expect(refused < 20_000)
  }

  /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
