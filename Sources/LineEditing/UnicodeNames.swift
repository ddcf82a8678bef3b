/// Characters that are typed by a name: `\alpha` and Tab give α.
///
/// The names are LaTeX's, as Julia's prompt has them.
enum UnicodeNames {
  /// The character of each name, without the backslash.
  static let characters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ",
    "Eta": "Η", "Theta": "Θ", "Iota": "Ι", "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Nu": "Ν",
    "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ", "Sigma": "Σ", "Tau": "Τ",
    "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω",
    "prime": "′", "dprime": "″", "trprime": "‴", "partial": "∂", "nabla": "∇", "infty": "∞",
    "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "cdot": "⋅", "times": "×", "div": "÷",
    "pm": "±", "mp": "∓", "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "equiv": "≡",
    "propto": "∝", "to": "→", "leftarrow": "←", "mapsto": "↦", "in": "∈", "notin": "∉",
    "subset": "⊂", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃",
    "circ": "∘", "otimes": "⊗", "oplus": "⊕", "odot": "⊙", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ",
    "Im": "ℑ", "aleph": "ℵ", "dots": "…", "degree": "°",
    "hat": "\u{302}", "bar": "\u{304}", "dot": "\u{307}", "ddot": "\u{308}", "tilde": "\u{303}",
    "vec": "\u{20D7}",
    "^0": "⁰", "^1": "¹", "^2": "²", "^3": "³", "^4": "⁴", "^5": "⁵", "^6": "⁶", "^7": "⁷",
    "^8": "⁸", "^9": "⁹", "^n": "ⁿ", "^i": "ⁱ", "^T": "ᵀ",
    "_0": "₀", "_1": "₁", "_2": "₂", "_3": "₃", "_4": "₄", "_5": "₅", "_6": "₆", "_7": "₇",
    "_8": "₈", "_9": "₉", "_i": "ᵢ", "_j": "ⱼ", "_k": "ₖ", "_n": "ₙ", "_x": "ₓ",
  ]

  /// What a name before the cursor stands for: the range from the backslash on, and the names that
  /// it begins; nil where no backslash leads to the cursor.
  static func completion(of buffer: EditBuffer) -> (start: Int, names: [String])? {
    let line = buffer.lineBeforeCursor
    guard let backslash = line.lastIndex(of: "\\") else { return nil }
    let name = EditBuffer.string(line[(backslash + 1)...])
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "^_".contains($0)) })
    else {
      return nil
    }
    if characters[name] != nil { return (backslash, [name]) }
    let names = characters.keys.filter { $0.hasPrefix(name) }.sorted()
    return names.isEmpty ? nil : (backslash, names)
  }
}
