/// `import` and `from … import`.
extension Parser {
  /// One statement for each module that is named.
  mutating func imports(into list: inout [Statement]) throws(SyntaxError) {
    let start = current.start
    if accept(.from) { return list.append(try importedNames(start)) }
    advance()
    repeat {
      let (module, place) = try module()
      let alias = try alias()
      bound.insert(alias ?? String(module.prefix { $0 != "." }))
      list.append(
        Statement(
          .imported(module: module, alias: alias, moduleRange: place), range(from: start)))
    } while accept(.comma)
  }

  /// What follows `from`.
  private mutating func importedNames(_ start: Int) throws(SyntaxError) -> Statement {
    if at(.dot) || at(.ellipsis) {
      throw SyntaxError(.notSupported("a relative import", instead: nil), current.range)
    }
    let (module, place) = try module()
    try expect(.import)
    var names: [ImportedName] = []
    if at(.star) {
      if functions > 0 { throw SyntaxError(.starImportInFunction, current.range) }
      names.append(ImportedName(name: "*", alias: nil, range: advance().range))
    } else {
      let isBracketed = accept(.leftParenthesis)
      repeat {
        if isBracketed, at(.rightParenthesis), !names.isEmpty { break }
        let (name, nameRange) = try expectName()
        let alias = try alias()
        bound.insert(alias ?? name)
        names.append(
          ImportedName(name: name, alias: alias, range: range(from: nameRange.start)))
      } while accept(.comma)
      if isBracketed { try close(.rightParenthesis) }
    }
    return Statement(
      .importedNames(module: module, names: names, moduleRange: place), range(from: start))
  }

  /// A module's name with its dots.
  private mutating func module() throws(SyntaxError) -> (String, SourceRange) {
    var (path, place) = try expectName("a module's name")
    while accept(.dot) {
      let (part, partRange) = try expectName("a name after '.'")
      path += "." + part
      place = place.union(partRange)
    }
    return (path, place)
  }

  private mutating func alias() throws(SyntaxError) -> String? {
    accept(.as) ? try expectName().0 : nil
  }
}
