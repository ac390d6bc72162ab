import numpy as np
import torch
from grid_gpt import mix, trained_parameters
from grid_linear import GridLinear
from next_token_loss import NextTokenLoss


def layer() -> GridLinear:
    random = np.random.default_rng(1)
    codes = random.integers(0, 16, (6, 64), np.uint8)
    return GridLinear(codes, random.uniform(0.01, 0.1, (6, 2)).astype(np.float16), random.uniform(-1, 0, (6, 2)).astype(np.float16))


def dense(linear: GridLinear) -> torch.Tensor:
    scales, minimums = linear.grid()
    return (linear.codes.float() * scales[:, :, None] + minimums[:, :, None]).flatten(1)


def test_a_grid_layer_starts_as_the_matrix_that_its_codes_stand_for() -> None:
    linear, x = layer(), torch.eye(64)
    torch.testing.assert_close(linear(x).float(), dense(linear).T, rtol=0.01, atol=0.01)


def test_the_gradients_of_scales_and_minimums_are_those_of_the_dense_matrix() -> None:
    linear, x = layer(), torch.randn(5, 64, generator=torch.Generator().manual_seed(1))
    target = torch.randn(5, 6, generator=torch.Generator().manual_seed(2))
    (linear(x).float() * target).sum().backward()
    found = [parameter.grad.clone() for parameter in (linear.stretch, linear.shift)]
    linear.zero_grad()
    (x @ dense(linear).T * target).sum().backward()
    for gradient, parameter in zip(found, (linear.stretch, linear.shift), strict=True):
        torch.testing.assert_close(gradient, parameter.grad, rtol=0.03, atol=0.03 * float(parameter.grad.abs().max()))


def test_the_loss_and_its_gradient_are_those_of_the_cross_entropy() -> None:
    states = torch.randn(700, 16, generator=torch.Generator().manual_seed(1), requires_grad=True)
    embeddings = torch.randn(40, 16, generator=torch.Generator().manual_seed(2))
    targets = torch.arange(700) % 40
    loss = NextTokenLoss.apply(states, embeddings, targets)
    expected = torch.nn.functional.cross_entropy(states @ embeddings.T, targets, reduction="sum")
    torch.testing.assert_close(loss, expected, rtol=1e-4, atol=1e-3)
    (gradient,) = torch.autograd.grad(loss * 3, states)
    (right,) = torch.autograd.grad(expected * 3, states)
    torch.testing.assert_close(gradient, right, rtol=1e-3, atol=1e-4)


def test_a_mixture_lies_between_what_was_and_what_was_learnt() -> None:
    linear = layer()
    learnt = {name: torch.full_like(value, 0.4) for name, value in trained_parameters(linear).items()}
    mix(linear, learnt, 0.75)
    scales, _ = linear.grid()
    torch.testing.assert_close(scales, linear.scales * 1.3)
