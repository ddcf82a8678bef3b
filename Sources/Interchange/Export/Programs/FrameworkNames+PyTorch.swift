extension FrameworkNames {
  static let torchElementwise: [String: String] = ArrayModule.torch.same(
    "rsqrt asin acos atan asinh acosh atanh sigmoid relu"
  ).merging(
    ArrayModule.torch.pairs([
      ("mod", "remainder"), ("power", "pow"), ("xlogy", "xlogy"), ("equal", "eq"),
      ("not_equal", "ne"), ("less", "lt"), ("less_equal", "le"), ("greater", "gt"),
      ("greater_equal", "ge"),
    ])
  ) { first, _ in first }.merging([
    "atan2": "torch.atan2({y}, {x})",
    "xlog1py": "torch.special.xlog1py({x}, {y})",
    "cbrt": "torch.sign({x}) * torch.abs({x}) ** (1 / 3)",
    "clip_by_value": "torch.clamp({x}, {low}, {high})",
    "clip": "torch.clamp({x}⟨, min={low}⟩⟨, max={high}⟩)",
    "identity": "{x!}.clone()", "stop_gradient": "{x!}.detach()",
    "cast": "{x!}.to({dtype})",
    "pow": "torch.pow({base}, {exp})",
    "set_seed": "torch.manual_seed({seed})",
    "recompute_grad": "recompute_grad({f})", "custom_gradient": "custom_gradient({f})",
  ]) { first, _ in first }

  static let torchSpecial: [String: String] = same("torch.", "erf erfc erfinv lgamma digamma")
    .merging([
      "erfcinv": "torch.erfinv(1 - {x!})",
      "ndtr": "torch.special.ndtr({x})", "ndtri": "torch.special.ndtri({x})",
      "polygamma": "torch.polygamma({n}, {x})",
      "softplus": "F.softplus({x}, threshold=50)",
      "log_sigmoid": "F.logsigmoid({x})", "relu6": "F.relu6({x})",
      "leaky_relu": "F.leaky_relu({x}, {alpha=0.2})", "elu": "F.elu({x}⟨, {alpha}⟩)",
      "selu": "F.selu({x})", "celu": "F.celu({x}⟨, {alpha}⟩)", "mish": "F.mish({x})",
      "softsign": "F.softsign({x})", "hardtanh": "F.hardtanh({x})",
      "hard_sigmoid": "F.hardsigmoid({x})", "hard_silu": "F.hardswish({x})",
      "x_sigmoid": "F.silu({x})", "x_ndtr": "F.gelu({x})",
      "silu": "{x!} * torch.sigmoid({beta} * {x!}) | F.silu({x})",
      "gelu": "F.gelu({x}, approximate=\"tanh\" if {approximate} else \"none\") | F.gelu({x})",
      "softmax": "torch.softmax({x}, dim={axis=-1})",
      "log_softmax": "torch.log_softmax({x}, dim={axis=-1})",
    ]) { first, _ in first }

  static let torchReductions: [String: String] = [
    "max": "torch.amax({x}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "min": "torch.amin({x}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "var": "torch.var({x}⟨, dim={axis}⟩, correction={ddof=0}⟨, keepdim={keepdims}⟩)",
    "std": "torch.std({x}⟨, dim={axis}⟩, correction={ddof=0}⟨, keepdim={keepdims}⟩)",
    "logsumexp":
      "torch.logsumexp({x}, dim={axis}⟨, keepdim={keepdims}⟩) | torch.logsumexp({x!}.reshape(-1), dim=0) | torch.logsumexp({x}, dim=tuple(range({x!}.ndim)), keepdim={keepdims})",
    "argmax": "torch.argmax({x}, dim={axis=0})", "argmin": "torch.argmin({x}, dim={axis=0})",
    "cumsum": "torch.cumsum({x}, dim={axis=0})", "cumprod": "torch.cumprod({x}, dim={axis=0})",
    "cummax": "torch.cummax({x}, dim={axis=0}).values",
    "cummin": "torch.cummin({x}, dim={axis=0}).values",
    "cumulative_logsumexp": "torch.logcumsumexp({x}, dim={axis=0})",
    "count_nonzero": "torch.count_nonzero({x}⟨, dim={axis}⟩)",
    "median": "torch.quantile({x}, 0.5⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "percentile": "torch.quantile({x}, {q!} / 100⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "norm":
      "torch.linalg.norm({x}, ord={ord}, dim={axis}⟨, keepdim={keepdims}⟩) | torch.linalg.vector_norm({x}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩) | torch.linalg.norm({x!}.reshape(-1), ord={ord})",
    "vector_norm": "torch.linalg.vector_norm({x}⟨, ord={ord}⟩⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "reduce_euclidean_norm":
      "torch.linalg.vector_norm({input_tensor}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)",
    "global_norm": "torch.nn.utils.get_total_norm({t_list})",
    "l2_normalize": "F.normalize({x}, dim={axis})",
    "diff": "torch.diff({x}⟨, n={n}⟩⟨, dim={axis}⟩)",
    "average":
      "torch.mean({x}⟨, dim={axis}⟩) | torch.sum({x!} * {weights!}) / torch.sum({weights})",
  ]

  static let torchShapes: [String: String] = [
    "reshape": "{x!}.reshape({shape})",
    "transpose": "{x!}.permute({perm}) | {x!}.permute(*range({x!}.ndim)[::-1])",
    "matrix_transpose": "{x!}.mT",
    "broadcast_to": "torch.broadcast_to({x}, {shape})",
    "expand_dims": "torch.unsqueeze({x}, {axis})",
    "squeeze": "torch.squeeze({x}⟨, dim={axis}⟩)",
    "swapaxes": "torch.swapaxes({x}, {axis1}, {axis2})",
    "moveaxis": "torch.moveaxis({x}, {source}, {destination})",
    "ravel": "torch.ravel({x})", "flatten": "torch.flatten({x})",
    "flip": "torch.flip({x}, [{axis}])", "tf.flip": "torch.flip({x}, {axis})",
    "rot90": "torch.rot90({x}⟨, {k}⟩⟨, {axes}⟩)",
    "tile": "torch.tile({x}, {multiples})",
    "repeat": "torch.repeat_interleave({x}, {repeats}⟨, dim={axis}⟩)",
    "roll": "torch.roll({x}, {shift}⟨, dims={axis}⟩)",
    "hstack": "torch.hstack({values})", "vstack": "torch.vstack({values})",
    "dstack": "torch.dstack({values})", "column_stack": "torch.column_stack({values})",
    "concat": "torch.cat({values}⟨, dim={axis}⟩)", "stack": "torch.stack({values}⟨, dim={axis}⟩)",
    "unstack": "torch.unbind({value}⟨, dim={axis}⟩)",
    "split":
      "torch.split({value}, {num_or_size_splits}⟨, dim={axis}⟩)",
    "array_split": "torch.tensor_split({x}, {indices_or_sections}⟨, dim={axis}⟩)",
    "meshgrid": "torch.meshgrid({*axes}, indexing={indexing=\"xy\"})",
    "zeros_like": "torch.zeros_like({x}⟨, dtype={dtype}⟩)",
    "ones_like": "torch.ones_like({x}⟨, dtype={dtype}⟩)",
    "full_like": "torch.full_like({x}, {value})",
    "shape": "tuple({x!}.shape)", "is_tensor": "torch.is_tensor({x})", "size": "{x!}.numel()",
    "ndim": "{x!}.ndim",
    "tf.shape": "torch.tensor({input!}.shape)", "tf.size": "torch.tensor({input!}.numel())",
    "tf.rank": "torch.tensor({input!}.ndim)",
    "allclose": "torch.allclose({a}, {b})",
    "pad":
      "F.pad({x}, [n for pair in reversed({paddings}) for n in pair]⟨, value={constant_values}⟩)",
  ]

  static let torchIndexing: [String: String] = [
    "gather":
      "{params!}[torch.as_tensor({indices})] | gathered({params}, torch.as_tensor({indices}), {axis})",
    "take":
      "gathered({x}, torch.as_tensor({indices}), {axis}) | torch.take({x}, torch.as_tensor({indices}).long())",
    "gather_nd": "{params!}[tuple(torch.movedim(torch.as_tensor({indices}), -1, 0))]",
    "take_along_axis": "torch.take_along_dim({x}, {indices}, {axis=-1})",
    "boolean_mask": "{tensor!}[{mask}]",
    "one_hot":
      "F.one_hot(torch.as_tensor({indices}).long(), {depth}).to({dtype=torch.get_default_dtype()})",
    "sort": "torch.sort({x}⟨, dim={axis}⟩).values", "argsort": "torch.argsort({x}⟨, dim={axis}⟩)",
    "top_k": "torch.topk({input}, {k=1})",
    "diag": "torch.diag({x}⟨, {k}⟩)",
    "diagonal": "torch.diagonal({x}⟨, {offset}⟩)", "trace": "torch.trace({x})",
    "tril": "torch.tril({x}⟨, {k}⟩)", "triu": "torch.triu({x}⟨, {k}⟩)",
    "searchsorted": "torch.searchsorted({sorted_sequence}, {values}⟨, side={side}⟩)",
    "bincount": "torch.bincount({x}⟨, {weights}⟩)",
    "top_k_values": "torch.topk({x}, {k=1}).values",
    "diag_embed": "torch.diag_embed({x}⟨, {k}⟩)",
    "embedding_lookup": "F.embedding(torch.as_tensor({ids}), {params})",
    "matrix_diag": "torch.diag_embed({diagonal})",
    "set_diag": "torch.diagonal_scatter({input}, {diagonal}, {k=0}, -2, -1)",
    "tensor_scatter_nd_update":
      "{tensor!}.index_put(tuple(torch.movedim(torch.as_tensor({indices}), -1, 0)), {updates})",
    "tensor_scatter_nd_add":
      "{tensor!}.index_put(tuple(torch.movedim(torch.as_tensor({indices}), -1, 0)), {updates}, accumulate=True)",
    "tensor_scatter_nd_sub":
      "{tensor!}.index_put(tuple(torch.movedim(torch.as_tensor({indices}), -1, 0)), -{updates!}, accumulate=True)",
    "scatter_nd":
      "torch.zeros({shape}, dtype={updates!}.dtype).index_put(tuple(torch.movedim(torch.as_tensor({indices}), -1, 0)), {updates}, accumulate=True)",
  ]

  static let torchMatrices: [String: String] = [
    "matmul": "torch.matmul({x}, {y})", "dot": "torch.matmul({x}, {y})",
    "vdot": "torch.vdot({x!}.reshape(-1), {y!}.reshape(-1))", "inner": "torch.inner({x}, {y})",
    "outer": "torch.outer({x}, {y})", "cross": "torch.linalg.cross({x}, {y})",
    "vecdot": "torch.linalg.vecdot({x1}, {x2}⟨, dim={axis}⟩)",
    "matvec": "torch.mv({a}, {b})", "kron": "torch.kron({x}, {y})",
    "tensordot": "torch.tensordot({x}, {y}, {axes=2})",
    "einsum": "torch.einsum({equation}, {*operands})",
    "det": "torch.linalg.det({x})", "inv": "torch.linalg.inv({x})",
    "slogdet": "torch.linalg.slogdet({x})", "logdet": "torch.logdet({x})",
    "solve": "torch.linalg.solve({matrix}, {rhs})", "cholesky": "torch.linalg.cholesky({x})",
    "triangular_solve": "torch.linalg.solve_triangular({matrix}, {rhs}, upper=not {lower=True})",
    "cholesky_solve": "torch.cholesky_solve({rhs}, {chol})",
    "lstsq": "torch.linalg.lstsq({matrix}, {rhs}).solution",
    "qr": "torch.linalg.qr({x})", "eigh": "torch.linalg.eigh({x})",
    "eigvalsh": "torch.linalg.eigvalsh({x})", "svdvals": "torch.linalg.svdvals({x})",
    "pinv": "torch.linalg.pinv({x})", "expm": "torch.linalg.matrix_exp({x})",
    "matrix_power": "torch.linalg.matrix_power({x}, {n})",
    "matrix_rank": "torch.linalg.matrix_rank({x})", "cond": "torch.linalg.cond({x}⟨, {p}⟩)",
    "multi_dot": "torch.linalg.multi_dot({arrays})",
  ]

  static let torchNetworks: [String: String] = [
    "sigmoid_cross_entropy_with_logits":
      "F.binary_cross_entropy_with_logits({logits}, {labels}, reduction=\"none\")",
    "softmax_cross_entropy_with_logits":
      "-({labels!} * torch.log_softmax({logits}, dim=-1)).sum(-1)",
    "sparse_softmax_cross_entropy_with_logits":
      "F.cross_entropy({logits}, torch.as_tensor({labels}).long(), reduction=\"none\")",
    "mse": "F.mse_loss({y_pred}, {y_true}, reduction=\"none\").mean(-1)",
    "mae": "F.l1_loss({y_pred}, {y_true}, reduction=\"none\").mean(-1)",
    "huber": "F.huber_loss({y_pred}, {y_true}, reduction=\"none\", delta={delta=1.0}).mean(-1)",
    "bias_add": "{value!} + {bias!}",
    "hinge": "F.relu(1 - {y_true!} * {y_pred!}).mean(-1)",
    "cosine_similarity": "-F.cosine_similarity({y_true}, {y_pred}, dim={axis=-1})",
    "crelu": "torch.cat([F.relu({features}), F.relu(-{features!})], dim={axis=-1})",
    "weighted_cross_entropy_with_logits":
      "F.binary_cross_entropy_with_logits({logits}, {labels}, reduction=\"none\", pos_weight=torch.as_tensor({pos_weight}))",
    "l2_loss": "({t!} ** 2).sum() / 2",
    "clip_by_norm": "{t!} * ({clip_norm} / torch.clamp({t!}.norm(), min={clip_norm}))",
    "moments": "torch.var_mean({x}, dim={axes}, correction=0⟨, keepdim={keepdims}⟩)[::-1]",
    "sparse_categorical_crossentropy":
      "F.cross_entropy(torch.log(torch.clip({y_pred}, 1e-7, 1 - 1e-7)), torch.as_tensor({y_true}).long(), reduction=\"none\")",
    // PyTorch has the channels before the places.
    "conv1d":
      "F.conv1d({x!}.movedim(-1, 1), {filters!}.permute(2, 1, 0)⟨, stride={stride}⟩⟨, dilation={dilations}⟩).movedim(1, -1)",
    "conv2d":
      "F.conv2d({x!}.movedim(-1, 1), {filters!}.permute(3, 2, 0, 1)⟨, stride={strides}⟩⟨, dilation={dilations}⟩).movedim(1, -1)",
    "max_pool": "F.max_pool2d({x!}.movedim(-1, 1), {ksize}⟨, {strides}⟩).movedim(1, -1)",
    "avg_pool": "F.avg_pool2d({x!}.movedim(-1, 1), {ksize}⟨, {strides}⟩).movedim(1, -1)",
    "max_pool1d": "F.max_pool1d({x!}.movedim(-1, 1), {ksize}⟨, {strides}⟩).movedim(1, -1)",
    "avg_pool1d": "F.avg_pool1d({x!}.movedim(-1, 1), {ksize}⟨, {strides}⟩).movedim(1, -1)",
  ]
}
