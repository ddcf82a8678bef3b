/// The words of TeX that stand for a character, as in Knuth's "The TeXbook", appendix F.
enum TeXSymbols {
  static let identifiers: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "infty": "∞", "ell": "ℓ", "top": "⊤", "emptyset": "∅",
  ]

  static let operators: [String: String] = [
    "partial": "∂", "nabla": "∇", "cdot": "⋅", "times": "×", "div": "÷", "pm": "±", "mp": "∓",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "equiv": "≡", "sim": "∼", "propto": "∝", "ll": "≪", "gg": "≫", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "mapsto": "↦", "in": "∈",
    "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃",
    "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "ldots": "…", "dots": "…", "cdots": "⋯",
    "circ": "∘", "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "lvert": "|", "rvert": "|",
    "mid": "∣", "langle": "⟨", "rangle": "⟩", "prime": "′", "land": "∧", "lor": "∨", "neg": "¬",
  ]

  static let functions: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "log", "ln",
    "max", "min", "sup", "inf", "lim", "det", "dim", "ker", "arg",
  ]
}
