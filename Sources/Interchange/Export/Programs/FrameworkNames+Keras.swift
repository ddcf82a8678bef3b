extension FrameworkNames {
  /// The losses that Keras 3 has under another name than the one before it, which is also typed.
  private static let renamedLosses = [
    "mean_squared_error": "mse", "mean_absolute_error": "mae", "log_cosh": "logcosh",
    "kl_divergence": "kld",
  ]

  /// A name below `tf.` as TensorFlow has it now.
  static func current(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."),
      let renamed = renamedLosses[String(path[path.index(after: dot)...])],
      ["losses", "metrics"].contains(where: { path[..<dot].hasSuffix($0) })
    else { return path }
    return path[...dot] + renamed
  }

  /// The losses that give targets and predictions the same number of axes first.
  static let aligned: Set<String> = ["mse", "mae", "huber", "log_cosh", "cosine_similarity"]
}
