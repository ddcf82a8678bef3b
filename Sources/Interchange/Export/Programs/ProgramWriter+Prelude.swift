import Tensors

/// Imports and helpers.
extension ProgramWriter {
  /// Notes that a helper is used, and gives its name.
  func use(_ helper: Helper) -> String {
    if helpers.insert(helper).inserted {
      modules.formUnion(helper.modules)
      for name in helper.needs {
        if let needed = Helper(name: name, framework) { _ = use(needed) }
      }
    }
    return helper.name
  }

  /// The lines before the program.
  var prelude: [String] {
    var lines: [String] = []
    if let title = session.file.header.title { lines += ["# \(title)", ""] }
    let standard = ["csv", "math"].filter(modules.contains)
    lines += standard.map { "import \($0)" } + (standard.isEmpty ? [] : [""])
    switch framework {
    case .tensorflow:
      if modules.contains("numpy") { lines.append("import numpy as np") }
      lines.append("import tensorflow as tf")
    case .pytorch:
      if modules.contains("numpy") { lines.append("import numpy as np") }
      lines.append("import torch")
      if modules.contains("torch.utils.checkpoint") {
        lines.append("import torch.utils.checkpoint")
      }
      if modules.contains("torch.nn.functional") { lines.append("import torch.nn.functional as F") }
    case .jax:
      lines += ["import jax", "import jax.numpy as jnp"]
      if modules.contains("jax.scipy") { lines.append("import jax.scipy as jsp") }
      if modules.contains("numpy") { lines.append("import numpy as np") }
    }
    if modules.contains("safetensors.numpy") {
      lines.append("from safetensors.numpy import load_file")
    }
    if modules.contains("matplotlib.pyplot") { lines.append("import matplotlib.pyplot as plt") }
    lines += settings
    for helper in Helper.all(framework) where helpers.contains(helper) {
      lines += ["", ""] + helper.lines
    }
    return lines
  }

  private var settings: [String] {
    switch framework {
    case .tensorflow: return []
    case .pytorch:
      var lines = ["", "torch.set_printoptions(precision=8)"]
      if session.floatDType == .float64 { lines.append("torch.set_default_dtype(torch.float64)") }
      return lines
    case .jax: return uses64Bits ? ["", "jax.config.update(\"jax_enable_x64\", True)"] : []
    }
  }
}
