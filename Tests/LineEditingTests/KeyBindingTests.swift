import Testing

@testable import LineEditing

@Suite struct KeyBindingTests {
  /// The characters that a map hands over, as keys.
  private func keys(in map: KeyBinding.Maps) -> Set<Key> {
    Set(KeyBinding.characters(in: map).map(Key.scalar))
  }

  @Test func noKeyDoesTwoThings() {
    var actions: [[Key]: EditAction] = [:]
    for binding in KeyBinding.all {
      for keys in binding.keys {
        let other = actions.updateValue(binding.action, forKey: keys)
        #expect(other == nil || other == binding.action, "\(keys)")
      }
    }
  }

  @Test func aKeyThatBeginsAPairDoesNothingByItself() {
    for prefix in KeyBinding.prefixes { #expect(KeyBinding.actions[[prefix]] == nil) }
  }

  @Test func viKeepsTheLettersOfItsCommands() {
    #expect(keys(in: .command).isSuperset(of: [.scalar("k"), .scalar("j"), .control("M")]))
    #expect(keys(in: .command).isDisjoint(with: [.scalar("i"), .scalar("a"), .scalar("1")]))
    #expect(keys(in: .insertion).isDisjoint(with: [.scalar("k"), .scalar("j")]))
  }

  @Test func onlyBytesAreHandedOver() {
    for map in [KeyBinding.Maps.emacs, .insertion, .command] {
      #expect(KeyBinding.characters(in: map).allSatisfy { (1..<0x80).contains($0.value) })
    }
  }

  @Test func theListNamesKeysAsPeopleDo() throws {
    let start = try #require(KeyHelp.all.first { $0.summary == "go to the line's start" })
    #expect(start.keys == ["Home", "Ctrl-A"])
    let undo = try #require(KeyHelp.all.first { $0.summary == "undo" })
    #expect(undo.keys == ["Ctrl-_", "Ctrl-X Ctrl-U"])
    let submit = try #require(KeyHelp.all.first { $0.summary == "run the input as it stands" })
    #expect(submit.keys == ["Alt-Enter"])
    #expect(KeyHelp.all.allSatisfy { !$0.keys.isEmpty && !$0.keys.contains("") })
  }
}
