extension FrameworkNames {
  /// The operations that a framework has no short spelling for: exporting them is an error that names
  /// them.
  static func missing(_ framework: Framework) -> Set<String> {
    let names =
      switch framework {
      case .tensorflow:
        "array_split atleast_1d atleast_2d atleast_3d average avg_pool_transpose batch_norm "
          + "cofactor column_stack cond constant_pad conv2d_filter_grad cummax cummin det_sign "
          + "diagonal diff dstack eigh_parts group_norm layer_norm linear_recurrence log_abs_det "
          + "matrix_power max_pool_positions multi_dot nan_to_num percentile qr_full_parts "
          + "qr_parts quantile scatter_add scatter_along_axis scatter_slice segment_maxima "
          + "segment_minima sinc sinc_derivative slice svd_full_parts svd_parts take_along_axis"
      case .pytorch:
        "atleast_3d average avg_pool avg_pool1d avg_pool_transpose band_part batch_norm "
          + "batch_normalization binary_crossentropy bounded_relu categorical_crossentropy "
          + "clip_by_global_norm cofactor constant_pad conv1d conv2d conv2d_filter_grad "
          + "conv2d_transpose depthwise_conv2d det_sign dropout dynamic_slice eigh_parts "
          + "group_norm kl_divergence layer_norm linear_recurrence log_abs_det log_cosh "
          + "matrix_diag matrix_diag_part max_pool max_pool1d max_pool_positions "
          + "max_pool_with_argmax normalize pad poisson_loss qr_full_parts qr_parts "
          + "reverse_sequence scatter_add scatter_along_axis scatter_nd scatter_slice segment_max "
          + "segment_maxima segment_mean segment_min segment_minima segment_sum separable_conv2d "
          + "sequence_mask set_diag sinc_derivative slice sparse_categorical_crossentropy "
          + "strided_slice svd svd_full_parts svd_parts tensor_diag tensor_diag_part "
          + "tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_update "
          + "unsorted_segment_max unsorted_segment_mean unsorted_segment_min unsorted_segment_sum"
      case .jax:
        "atleast_3d avg_pool avg_pool1d avg_pool_transpose band_part batch_norm "
          + "batch_normalization binary_crossentropy bounded_relu categorical_crossentropy "
          + "clip_by_global_norm cofactor constant_pad conv1d conv2d conv2d_filter_grad "
          + "conv2d_transpose cosine_similarity depthwise_conv2d det_sign diag_embed dropout "
          + "eigh_parts group_norm huber kl_divergence layer_norm linear_recurrence log_abs_det "
          + "log_cosh matrix_diag matrix_diag_part max_pool max_pool1d max_pool_positions "
          + "max_pool_with_argmax normalize pad poisson_loss qr_full_parts qr_parts "
          + "reverse_sequence scatter_add scatter_along_axis scatter_nd scatter_slice segment_max "
          + "segment_maxima segment_mean segment_min segment_minima separable_conv2d "
          + "sequence_mask set_diag sinc_derivative slice sparse_categorical_crossentropy "
          + "strided_slice svd svd_full_parts svd_parts tensor_diag tensor_diag_part "
          + "tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_update "
          + "unsorted_segment_mean weighted_cross_entropy_with_logits"
      }
    return Set(names.split(separator: " ").map(String.init))
  }
}
