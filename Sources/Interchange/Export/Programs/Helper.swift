/// A small function that a program needs and its framework does not have.
///
/// Its text stands before the program where something uses it.
struct Helper: Hashable {
  let name: String
  let lines: [String]
  /// The helpers that it uses itself.
  let needs: [String]
  /// The modules that it uses besides the framework's own.
  let modules: [String]

  /// A helper of a framework; nil where there is none of the name.
  init?(name: String, _ framework: Framework) {
    guard let helper = Helper.all(framework).first(where: { $0.name == name }) else { return nil }
    self = helper
  }

  init(_ name: String, needs: [String] = [], modules: [String] = [], _ text: String) {
    self.name = name
    self.needs = needs
    self.modules = modules
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static func all(_ framework: Framework) -> [Helper] {
    switch framework {
    case .tensorflow: shared + tensorflow
    case .pytorch: shared + losses + torchValues + pytorch
    case .jax: shared + losses + jax
    }
  }

  private static let tensorflow: [Helper] = [
    Helper(
      "grad",
      """
      def grad(f, argnums=0):
          \"\"\"The gradient of a function by an argument, or by several, as a function.\"\"\"
          def slope(*arguments):
              # A tensor that is given twice stands for two arguments.
              arguments = tf.nest.map_structure(tf.identity, list(arguments))
              with tf.GradientTape() as inner:
                  inner.watch(tf.nest.flatten(arguments))
                  y = f(*arguments)
              is_one = isinstance(argnums, int)
              sources = arguments[argnums] if is_one else [arguments[i] for i in argnums]
              return inner.gradient(y, sources, unconnected_gradients="zero")
          return slope
      """),
    Helper(
      "D", needs: ["grad"],
      """
      def D(f, order=1):
          \"\"\"The derivative of a function of one argument, as a function.\"\"\"
          for _ in range(order):
              f = grad(f)
          return f
      """),
    Helper(
      "value_and_grad", needs: ["grad"],
      """
      def value_and_grad(f, argnums=0):
          \"\"\"A function that gives the value of another and its gradient.\"\"\"
          return lambda *arguments: (f(*arguments), grad(f, argnums)(*arguments))
      """),
    Helper(
      "jacobian",
      """
      def jacobian(f):
          \"\"\"The derivative of each element of a function's value, as a function.\"\"\"
          def rows(x, *others):
              x = tf.convert_to_tensor(x)
              with tf.GradientTape() as inner:
                  inner.watch(x)
                  y = f(x, *others)
              return inner.jacobian(y, x)
          return rows
      """),
    Helper("jacrev", needs: ["jacobian"], "jacrev = jacobian"),
    Helper(
      "jacfwd",
      """
      def jacfwd(f):
          \"\"\"The Jacobian of a function by forward mode: a column for each element of x.\"\"\"
          def columns(x, *others):
              x = tf.convert_to_tensor(x)
              derivatives = []
              for direction in tf.eye(tf.size(x), dtype=x.dtype):
                  with tf.autodiff.ForwardAccumulator(x, tf.reshape(direction, x.shape)) as forward:
                      y = f(x, *others)
                  derivatives.append(forward.jvp(y))
              columns = tf.stack(derivatives, axis=-1)
              return tf.reshape(columns, y.shape + x.shape)
          return columns
      """),
    Helper(
      "hessian", needs: ["grad", "jacobian"],
      """
      def hessian(f):
          \"\"\"The second derivatives of a function, as a function.\"\"\"
          return jacobian(grad(f))
      """),
    Helper(
      "vmap",
      """
      def vmap(f, in_axes=0):
          \"\"\"A function of many examples, made from one of a single.\"\"\"
          def mapped(*arguments):
              axes = [in_axes] * len(arguments) if in_axes in (0, None) else list(in_axes)
              batches = [x for x, axis in zip(arguments, axes) if axis is not None]
              def of_one(items):
                  rest = iter(items)
                  return f(*[x if axis is None else next(rest) for x, axis in zip(arguments, axes)])
              return tf.vectorized_map(of_one, batches)
          return mapped
      """),
    Helper(
      "jvp",
      """
      def jvp(f, x, v):
          \"\"\"The value of a function, and how it moves when x moves along v.\"\"\"
          with tf.autodiff.ForwardAccumulator(x, v) as forward:
              y = f(x)
          return y, forward.jvp(y)
      """),
    Helper(
      "vjp",
      """
      def vjp(f, *arguments):
          \"\"\"The value of a function, and the function that pulls a cotangent back.\"\"\"
          with tf.GradientTape(persistent=True) as inner:
              inner.watch(arguments)
              y = f(*arguments)
          return y, lambda u: inner.gradient(y, arguments, output_gradients=u)
      """),
    Helper(
      "hvp", needs: ["grad"],
      """
      def hvp(f, x, v):
          \"\"\"The Hessian of a function at x, times v.\"\"\"
          with tf.GradientTape() as outer:
              outer.watch(x)
              slope = grad(f)(x)
          return outer.gradient(slope, x, output_gradients=v)
      """),
    Helper(
      "batch_jacobian",
      """
      def batch_jacobian(tape, y, x):
          \"\"\"The Jacobian of each example of a batch, whose examples may be numbers.\"\"\"
          full = tape.jacobian(y, x)
          parts = [tf.gather(full[i], i, axis=len(y.shape) - 1) for i in range(y.shape[0])]
          return tf.stack(parts)
      """),
    Helper(
      "solve",
      """
      def solve(matrix, rhs):
          \"\"\"The solution of a linear system whose right side may be a vector.\"\"\"
          if rhs.ndim == matrix.ndim:
              return tf.linalg.solve(matrix, rhs)
          return tf.linalg.solve(matrix, rhs[..., None])[..., 0]
      """),
  ]

  private static let pytorch: [Helper] = [
    Helper(
      "normalize",
      """
      def normalize(x, axis=None):
          \"\"\"The tensor divided by its norm, and the norm.\"\"\"
          norm = torch.linalg.vector_norm(x, dim=axis, keepdim=True)
          return x / norm, norm
      """),
    Helper(
      "clip_by_global_norm",
      """
      def clip_by_global_norm(tensors, most):
          \"\"\"Tensors scaled down together to a length, and their length before.\"\"\"
          norm = torch.nn.utils.get_total_norm(tensors)
          return [x * (most / torch.clamp(norm, min=most)) for x in tensors], norm
      """),
    Helper(
      "svd",
      """
      def svd(x):
          \"\"\"The singular values, and the vectors u and v.\"\"\"
          u, s, vh = torch.linalg.svd(x, full_matrices=False)
          return s, u, vh.mH
      """),
    Helper(
      "D",
      """
      def D(f, order=1):
          \"\"\"The derivative of a function of one argument, as a function.\"\"\"
          for _ in range(order):
              f = torch.func.grad(f)
          return lambda x: f(torch.as_tensor(x))
      """),
    Helper(
      "gradient_by",
      """
      def gradient_by(x, y, *seed, **options):
          \"\"\"The gradient of y by a tensor, or by those in a nest of lists and dicts.\"\"\"
          def tensors(x):
              if torch.is_tensor(x):
                  return [x]
              items = x.values() if isinstance(x, dict) else x
              return [tensor for item in items for tensor in tensors(item)]
          # What records nothing has no gradient.
          sources = [tensor for tensor in tensors(x) if tensor.requires_grad and y.requires_grad]
          gradients = torch.autograd.grad(y, sources, *seed, **options) if sources else []
          found = dict(zip(map(id, sources), gradients))
          def nest(x):
              if torch.is_tensor(x):
                  zero = torch.zeros_like(x) if options.get("materialize_grads") else None
                  return found.get(id(x), zero)
              if isinstance(x, dict):
                  return {name: nest(item) for name, item in x.items()}
              return type(x)([nest(item) for item in x])
          return nest(x)
      """),
    Helper(
      "value_and_grad",
      """
      def value_and_grad(f, argnums=0):
          \"\"\"A function that gives the value of another and its gradient.\"\"\"
          return lambda *arguments: torch.func.grad_and_value(f, argnums)(*arguments)[::-1]
      """),
    Helper(
      "jacobian",
      """
      def jacobian(y, x):
          \"\"\"The derivative of each element of y by each element of x.\"\"\"
          rows = [
              torch.autograd.grad(element, x, create_graph=True, materialize_grads=True)[0]
              for element in y.reshape(-1)
          ]
          return torch.stack(rows).reshape(y.shape + x.shape)
      """),
    Helper(
      "batch_jacobian", needs: ["jacobian"],
      """
      def batch_jacobian(y, x):
          \"\"\"The Jacobian of each example of a batch.\"\"\"
          full = jacobian(y, x)
          examples = range(y.shape[0])
          return torch.stack([full[i].select(y.ndim - 1, i) for i in examples])
      """),
    Helper(
      "hessian", needs: ["jacobian"],
      """
      def hessian(z, x):
          \"\"\"The second derivatives of z by x.\"\"\"
          return jacobian(torch.autograd.grad(z.sum(), x, create_graph=True)[0], x)
      """),
    Helper(
      "hvp",
      """
      def hvp(z, x, v):
          \"\"\"The Hessian of z by x, times v.\"\"\"
          slope = torch.autograd.grad(z.sum(), x, create_graph=True)[0]
          return torch.autograd.grad(slope, x, v, retain_graph=True)[0]
      """),
    Helper(
      "jvp",
      """
      def jvp(y, x, v):
          \"\"\"How y moves when x moves along v: two reverse passes.\"\"\"
          seed = torch.zeros_like(y, requires_grad=True)
          pulled = torch.autograd.grad(y, x, seed, create_graph=True)[0]
          return torch.autograd.grad(pulled, seed, v, retain_graph=True)[0]
      """),
    Helper(
      "recompute_grad", modules: ["torch.utils.checkpoint"],
      """
      def recompute_grad(f):
          \"\"\"A function that is computed again on the way back, to save memory.\"\"\"
          return lambda *arguments: torch.utils.checkpoint.checkpoint(
              f, *arguments, use_reentrant=False)
      """),
    Helper(
      "custom_gradient",
      """
      def custom_gradient(f):
          \"\"\"A function with a gradient of its own: f gives its value and its gradient's function.\"\"\"
          class Function(torch.autograd.Function):
              generate_vmap_rule = True

              @staticmethod
              def forward(*arguments):
                  value = f(*arguments)[0]
                  # An argument that is returned as it is would be the leaf itself.
                  return value.view_as(value) if any(value is x for x in arguments) else value

              @staticmethod
              def setup_context(ctx, inputs, output):
                  ctx.save_for_backward(*inputs)

              @staticmethod
              def backward(ctx, upstream):
                  with torch.enable_grad():
                      gradients = f(*ctx.saved_tensors)[1](upstream)
                  return tuple(gradients) if isinstance(gradients, list) else gradients

          return Function.apply
      """),
  ]

  private static let jax: [Helper] = [
    Helper(
      "normalize",
      """
      def normalize(x, axis=None):
          \"\"\"The tensor divided by its norm, and the norm.\"\"\"
          norm = jnp.linalg.vector_norm(x, axis=axis, keepdims=True)
          return x / norm, norm
      """),
    Helper(
      "clip_by_global_norm",
      """
      def clip_by_global_norm(tensors, most):
          \"\"\"Tensors scaled down together to a length, and their length before.\"\"\"
          norm = jnp.sqrt(sum(jnp.sum(x ** 2) for x in tensors))
          return [x * (most / jnp.maximum(norm, most)) for x in tensors], norm
      """),
    Helper(
      "svd",
      """
      def svd(x):
          \"\"\"The singular values, and the vectors u and v.\"\"\"
          u, s, vh = jnp.linalg.svd(x, full_matrices=False)
          return s, u, vh.mT
      """),
    Helper(
      "huber",
      """
      def huber(y_true, y_pred, delta=1.0):
          \"\"\"Half the mean squared error, which goes on as lines beyond delta.\"\"\"
          error = jnp.abs(y_true - y_pred)
          part = jnp.minimum(error, delta)
          return jnp.mean(part ** 2 / 2 + delta * (error - part), axis=-1)
      """),
    Helper(
      "cosine_similarity",
      """
      def cosine_similarity(y_true, y_pred, axis=-1):
          \"\"\"Less the cosine of the angle between vectors.\"\"\"
          def direction(x):
              square = jnp.sum(x ** 2, axis=axis, keepdims=True)
              return x * jax.lax.rsqrt(jnp.maximum(square, 1e-12))
          return -jnp.sum(direction(y_true) * direction(y_pred), axis=axis)
      """),
    Helper(
      "D",
      """
      def D(f, order=1):
          \"\"\"The derivative of a function of one argument, as a function.\"\"\"
          for _ in range(order):
              f = jax.grad(f)
          return f
      """),
    Helper(
      "batch_jacobian",
      """
      def batch_jacobian(f, x):
          \"\"\"The Jacobian of each example of a batch.\"\"\"
          def of_example(example):
              return f(example[None])[0]
          return jax.vmap(jax.jacobian(of_example))(x)
      """),
  ]
}
