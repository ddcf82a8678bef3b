extension FrameworkNames {
  /// The operations that a framework has no short spelling for: exporting them is an error that names
  /// them.
  static func missing(_ framework: Framework) -> Set<String> {
    let names =
      switch framework {
      case .tensorflow:
        "array_split avg_pool_transpose cofactor column_stack cond constant_pad "
          + "conv2d_filter_grad eigh_parts group_norm linear_recurrence matrix_power "
          + "max_pool_positions multi_dot nan_to_num percentile qr_full_parts qr_parts quantile "
          + "scatter_add scatter_along_axis scatter_slice segment_maxima segment_minima "
          + "sinc_derivative slice svd_full_parts svd_parts"
      case .pytorch:
        "avg_pool_transpose band_part bounded_relu cofactor constant_pad conv2d_filter_grad "
          + "conv2d_transpose depthwise_conv2d dropout dynamic_slice eigh_parts group_norm "
          + "linear_recurrence max_pool_positions max_pool_with_argmax qr_full_parts qr_parts "
          + "reverse_sequence scatter_add scatter_along_axis scatter_slice segment_max "
          + "segment_maxima segment_mean segment_min segment_minima segment_sum "
          + "separable_conv2d sinc_derivative slice strided_slice svd_full_parts svd_parts "
          + "tensor_diag tensor_diag_part unsorted_segment_max unsorted_segment_mean "
          + "unsorted_segment_min unsorted_segment_sum"
      case .jax:
        "avg_pool avg_pool1d avg_pool_transpose band_part bounded_relu cofactor "
          + "constant_pad conv2d_filter_grad conv2d_transpose depthwise_conv2d dropout "
          + "eigh_parts group_norm linear_recurrence max_pool max_pool1d max_pool_positions "
          + "max_pool_with_argmax qr_full_parts qr_parts reverse_sequence scatter_add "
          + "scatter_along_axis scatter_slice segment_max segment_maxima segment_mean "
          + "segment_min segment_minima separable_conv2d set_diag sinc_derivative slice "
          + "strided_slice svd_full_parts svd_parts tensor_diag tensor_diag_part "
          + "unsorted_segment_mean"
      }
    return Set(names.split(separator: " ").map(String.init))
  }
}
